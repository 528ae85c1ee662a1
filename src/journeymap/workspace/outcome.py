"""What the `outcome` of an end tells: whether the customer is lost there. A matter of words, and of many languages."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.workspace.flow import Way

_KNOWN = {
    "en": "lost, lose*, abandon*, cancel*, churn*, drop out*, drops out*, dropped out*, give up*, gives up*, gave up*, "
    "gone, go elsewhere, goes elsewhere, looks elsewhere, bought elsewhere, buys elsewhere, leaves without*, "
    "leaves for*, quit*, refus*, reject*, declin*, withdr*, unsubscrib*, no-show*, no show*, disqualif*, "
    "not interested, not renewed, never came*, never comes*, terminated, defect*, expired",
    "de": "verloren*, verlier*, abgebroch*, abbruch*, bricht ab*, abgesprung*, springt ab*, kündig*, gekündigt*, "
    "storn*, ablehn*, abgelehnt*, lehnt ab*, absage*, abgesagt*, abgewandert*, wandert ab*, aufgegeben*, gibt auf*",
    "nl": "verloren, verlies*, afgebroken, geannuleerd, annul*, opgezegd, zegt op, afgewezen, afgehaakt, haakt af, "
    "geeft op, opgegeven",
    "sv": "förlor*, avbr*, avslag*, avsäg*, avböj*, avstår*, uppsag*, säger upp*, makuler*, ger upp*, gav upp*, "
    "tackar nej*, tackade nej*, uteblir*, uteblev*, hoppar av*, hoppade av*, nekas*, nekad*, avbok*",
    "da/no": "tabt, tapt, mistet, miste*, afbrudt*, avbrutt*, annull*, aflys*, avlys*, opsagt*, siger op*, sagt opp*, "
    "sier opp*, afslag*, avslag*, avslått*, frafald*, frafall*, giver op*, gir opp*, takker nei*, takker nej*",
    "fi": "menetet*, menetti*, perui*, peruu*, keskey*, hylät*, hylkä*, luopu*",
    "fr": "perdu*, abandon*, annul*, résili*, refus*, rejet*, désist*, désabonn*",
    "es/pt/it": "perdid*, abandon*, cancel*, anulad*, rechaz*, rejeit*, recus*, renunci*, desist*, perso, persa, "
    "persi, abbandon*, annullat*, rifiut*, disdett*, rinunci*",
    "pl/cs": "utracon*, stracon*, porzuc*, anulowan*, odrzuc*, rezygn*, zrezygn*, ztracen*, zrušen*, odmítn*, odstoup*",
    "ru/uk": "потер*, отмен*, отказ*, ушел*, ушла*, втрач*, скасов*, відмов*",
    "tr": "kayb*, iptal*, vazgeç*, terk*, reddedil*",
    "ar": "*خسار*, *إلغاء*, *ألغ*, *ملغ*, *انسحب*, *مفقود*, *رفض*",
    "ja/zh/ko": "*失注*, *離脱*, *解約*, *キャンセル*, *中止*, *放棄*, *流失*, *取消*, *放弃*, *退订*, *이탈*, *취소*, "
    "*해지*, *포기*",
}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


LOST_WORDS = tuple(word.strip() for words in _KNOWN.values() for word in words.split(","))
"""Words that tell that a customer is lost; `*` stands for any letters that go on before or after."""


class Losses:
    """Tells the ends at which the customer is lost from the others, by the words of their outcome.

    Args:
        more: Words beside the known ones, written like them.
    """

    def __init__(self, more: Iterable[str] = ()) -> None:
        self._words = re.compile("|".join(_pattern(word) for word in (*LOST_WORDS, *more) if word.strip("* ")))

    def lost(self, way: Way) -> bool:
        """Whether a way ends the journey with a lost customer; an end that says nothing of its outcome is none."""
        outcome = way.transition.outcome if way.transition is not None and way.target is None else None
        return outcome is not None and self._words.search(_plain(outcome)) is not None

    def kept(self, way: Way) -> bool:
        """Whether a way ends the journey as it is meant to end: not with a loss, and not beside the other ways."""
        return way.target is None and not way.beside and not self.lost(way)


def _pattern(word: str) -> str:
    before = "" if word.startswith("*") else r"(?<!\w)"
    after = "" if word.endswith("*") else r"(?!\w)"
    return before + re.escape(_plain(word.strip("*"))) + after
