"""A small workspace to look at while its files change."""

SETTINGS = "journeymap: 1\nworkspace: {name: Shop, report: {title: Shop}}\n"
PEOPLE = "journeymap: 1\npersonas:\n  - {id: ann, name: Ann}\nteams:\n  - {id: desk, name: Desk}\n"


def journey(name: str, title: str, feeling: str = "Relieved", more: str = "") -> str:
    """A journey of two touchpoints, the second of which hurts."""
    return (
        f"journeymap: 1\njourneys:\n  - id: {name}\n    name: {title}\n    personas: [ann]\n{more}"
        "    stages:\n      - id: pay\n        name: Pay\n        touchpoints:\n"
        f"          - {{id: cart, name: Cart, channel: web, emotion: 1, feelings: [{feeling}]}}\n"
        "          - id: till\n            name: Till\n            channel: web\n            emotion: -2\n"
    )


FILES = {
    "journeymap.yaml": SETTINGS,
    "people.yaml": PEOPLE,
    "journeys/buy.yaml": journey("buy", "Buying"),
    "journeys/return.yaml": journey("return", "Returning"),
}
BROKEN = "journeymap: 1\njourneys:\n  - id: buy\n    name: [Buying\n"
