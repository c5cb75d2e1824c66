"""Vetowatch: UN votes and vetoes, told where people work.

The journey of one page::

    engine                     every source and every chat at its own pace                     adapters/engines
      │
      ├─ poll(source)                                                                          bot/poll.py
      │    source.items()      what is listed now; a fault is noted, the source asked later    adapters/sources
      │    source.fetch(item)  the page behind it, once                                        adapters/http.py
      │    source.read(page)   pure: bytes → sightings and quotes                              bot/reading
      │    ONE transaction     take back what this page said before, keep what it says now     bot/recorder.py, bot/store
      │      key.assign          which vote does each sighting tell of?                        bot/record/key.py, likeness.py
      │      fold                all evidence → one vote, its outcome by the organ's rules     bot/record/fold.py
      │      key.twin            join two records that turn out to be one vote                 bot/record/key.py
      │      news.between        what is worth telling, and what only edits                    bot/record/news.py
      │      owe                 one delivery for each channel whose rule wants it             bot/record/wants.py
      │
      └─ deliver(chat)         each chat by itself: one that is down never delays another      bot/deliver.py
           claim               from here to the settling a delivery counts as doubtful         bot/store/outbox.py
           admit               now, after quiet hours, or with the rest of its hour            bot/holding.py
           wording.message     the vote in plain words, said once for all chats                bot/telling
           chat.send | edit    the platform's own form; a doubtful one is looked for first     adapters/chats
           settle | postpone | pause | give up
                               what is told beside alerts goes the same way                    bot/memos.py

``bot.model`` holds the words all rooms speak, ``bot.ports`` the verbs of the world. The rooms ``states``, ``reading``, ``record`` and
``telling`` are pure. Only ``bot.cli`` knows which sources, chats and settings there are.
"""
