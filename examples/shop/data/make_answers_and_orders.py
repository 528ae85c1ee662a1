"""Makes up what the web log of the shop does not hold: orders, answers to surveys, and public mentions.

Everything is invented, and the same on every run: a seeded generator walks through the events and gives each purchase
an amount, and some of the visits an answer that fits what happened in them. Run it in this folder:

    python make_answers_and_orders.py
"""

from __future__ import annotations

import csv
import datetime
import gzip
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SEED = 20240722

PLEASED = {
    "parcel-arrives": [
        "Came on the very day they promised. Great service.",
        "Fast delivery and everything was well packed, I am happy.",
        "The two hour window is wonderful, I did not have to wait at home.",
        "Perfect. Parcel was in good shape and right on time.",
        "Very friendly driver, and the parcel came early.",
    ],
    "support-chat": [
        "Kind and helpful person, my problem was solved in minutes.",
        "Great help, thank you Marta!",
        "Good answer, and quickly. I feel well looked after.",
    ],
    "asked-for-review": [
        "Good shop with honest reviews, I would recommend it to friends.",
        "I love that they show bad reviews too. Very trustworthy.",
        "Easy to buy, nice prices. I will come back.",
    ],
    "asked-after-return": ["Sending it back was easy and the money came fast.", "Smooth and friendly, thank you."],
}
SORE = {
    "parcel-arrives": [
        "It was a day late and the box was damaged. Disappointing.",
        "Nobody rang. The parcel went back to the depot, what a waste of time.",
    ],
    "support-chat": [
        "I had to explain everything three times and still do not know if I was charged. Terrible.",
        "The bot is useless and the wait was awful.",
        "They could not see my payment. Bad experience.",
    ],
    "payment": [
        "The payment failed with a code and nobody could tell me whether my money is gone. Horrible.",
        "Error after error at the payment page. I am angry and gave up.",
        "I was afraid that I had paid twice. Awful.",
    ],
    "delivery-details": [
        "The checkout throws me back to the cart on my phone again and again. Annoying and useless.",
        "The delivery cost appears at the very end. I feel cheated.",
    ],
    "asked-for-review": ["Hidden delivery cost, bad experience.", "I would not recommend it, the checkout is broken."],
    "asked-after-return": [
        "Three weeks without my money and without a word. Terrible.",
        "Nobody answers. I hate waiting like this.",
    ],
}
PLAIN = ["It was as expected.", "The order number was in the e-mail.", "I bought a cable and a lamp."]

BUG = (datetime.date(2024, 4, 9), datetime.date(2024, 5, 9))
INCIDENT = (datetime.date(2024, 5, 19), datetime.date(2024, 6, 7))

Row = dict[str, Any]


def visits() -> list[list[Row]]:
    """The events of the log, a list a session, in the order of the file."""
    with gzip.open(HERE / "events.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        sessions: dict[str, list[Row]] = defaultdict(list)
        for row in csv.DictReader(stream):
            sessions[row["session_id"]].append(row)
    return list(sessions.values())


def orders(dice: random.Random, sessions: list[list[Row]]) -> list[Row]:
    """An order for every purchase: returning and loyal customers buy somewhat more at once."""
    centre = {"new": 78.0, "returning": 104.0, "loyal": 139.0}
    made = []
    for session in sessions:
        for event in (one for one in session if one["event"] == "purchase"):
            amount = min(900.0, max(9.0, dice.lognormvariate(0, 0.55) * centre[event["user_lifecycle"]]))
            made.append(
                {
                    "order_id": f"order_{len(made):05d}",
                    "user_id": event["user_id"],
                    "ordered_at": event["timestamp"],
                    "total": f"{amount:.2f}",
                    "user_lifecycle": event["user_lifecycle"],
                }
            )
    return made


def answers(dice: random.Random, sessions: list[list[Row]]) -> list[Row]:
    """Answers of some customers: to the survey after delivery, at the end of a chat, after a failed visit."""
    made: list[Row] = []

    def answer(event: Row, days: float, metric: str, touchpoint: str, score: int | None, *, pleased: bool) -> None:
        told = ""
        if dice.random() < 0.6:
            pool = (
                PLAIN
                if dice.random() < 0.15
                else (PLEASED if pleased else SORE).get(touchpoint.partition("/")[2], PLAIN)
            )
            told = dice.choice(pool)
        moment = datetime.datetime.fromisoformat(event["timestamp"]) + datetime.timedelta(days=days)
        made.append(
            {
                "answer_id": f"answer_{len(made):05d}",
                "user_id": event["user_id"],
                "answered_at": moment.isoformat(sep=" "),
                "metric": metric,
                "touchpoint": touchpoint,
                "score": "" if score is None else score,
                "comment": told,
                "user_lifecycle": event["user_lifecycle"],
            }
        )

    for session in sessions:
        last, names = session[-1], {event["event"] for event in session}
        day = datetime.date.fromisoformat(last["timestamp"][:10])
        if "purchase" in names and dice.random() < 0.35:
            content = dice.random() < {"new": 0.72, "returning": 0.8, "loyal": 0.88}[last["user_lifecycle"]]
            answer(
                last,
                5,
                "delivery-csat",
                "buy-online/parcel-arrives",
                dice.choice((4, 5, 5) if content else (1, 2, 3)),
                pleased=content,
            )
            promoter = dice.random() < (0.7 if content else 0.08)
            score = dice.choice((9, 10) if promoter else (7, 8) if content else (2, 4, 5, 6))
            answer(last, 5, "nps", "buy-online/asked-for-review", score, pleased=content)
        if "support_chat" in names and dice.random() < 0.4:
            hurt = "payment_error" in names or INCIDENT[0] <= day <= INCIDENT[1]
            content = dice.random() < (0.45 if hurt else 0.85)
            answer(
                last,
                0.02,
                "chat-csat",
                "buy-online/support-chat",
                dice.choice((4, 5, 5) if content else (1, 2, 3)),
                pleased=content,
            )
        if "payment_error" in names and dice.random() < 0.4:
            answer(last, 0.1, "", "buy-online/payment", None, pleased=False)
        if "checkout_bug" in names and dice.random() < 0.6:
            answer(last, 0.1, "", "buy-online/delivery-details", None, pleased=False)
        if "purchase" in names and dice.random() < 0.06:
            content = dice.random() < 0.45
            answer(
                last,
                24,
                "return-ces",
                "return-a-product/asked-after-return",
                dice.choice((5, 6, 7) if content else (1, 2, 3)),
                pleased=content,
            )
    return sorted(made, key=lambda row: (row["answered_at"], row["answer_id"]))


def mentions(dice: random.Random) -> list[Row]:
    """What is said in public, a little every week, and more of it while the payment was broken."""
    made = []
    day = datetime.date(2024, 1, 6)
    while day < datetime.date(2024, 6, 30):
        hurt = INCIDENT[0] <= day <= INCIDENT[1]
        for _ in range(dice.randint(2, 4) + (6 if hurt else 0)):
            touchpoint = dice.choice(("payment",) if hurt else ("parcel-arrives", "asked-for-review", "support-chat"))
            pleased = not hurt and dice.random() < 0.7
            text = dice.choice((PLEASED if pleased else SORE)[touchpoint])
            moment = datetime.datetime.combine(day, datetime.time(dice.randrange(7, 23), dice.randrange(60)))
            made.append(
                {
                    "mention_id": f"mention_{len(made):04d}",
                    "posted_at": moment.isoformat(sep=" "),
                    "network": dice.choice(("mastodon", "forum", "review-site")),
                    "touchpoint": f"buy-online/{touchpoint}",
                    "text": text,
                }
            )
        day += datetime.timedelta(days=7)
    return made


def write(name: str, rows: list[Row]) -> None:
    """Writes a file of rows with a head."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Makes the three files."""
    sessions = visits()
    write("orders.csv", orders(random.Random(SEED), sessions))
    write("answers.csv", answers(random.Random(SEED + 1), sessions))
    write("mentions.csv", mentions(random.Random(SEED + 2)))


if __name__ == "__main__":
    main()
