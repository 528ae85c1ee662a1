"""The parts of SARIF 2.1.0 that journeymap writes, as a JSON Schema of our own.

It follows the standard's sections 3.13 to 3.57 and is narrower than the published schema: keys that journeymap does not
write are refused, and those that services ask for are required. A package that ships the published schema is not to be
had from PyPI.
"""

from __future__ import annotations

from typing import Any


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least}


TEXT = {"type": "string", "minLength": 1}
URI = {"type": "string", "format": "uri"}
COUNT = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["error", "warning", "note"]}
MESSAGE = _object({"text": TEXT})
REGION = _object({"startLine": FROM_ONE, "startColumn": FROM_ONE, "endLine": FROM_ONE, "endColumn": FROM_ONE})
ARTIFACT = {
    "oneOf": [
        _object(
            {"uri": {"type": "string", "pattern": r"^(?!/)[A-Za-z0-9_.~/%-]+$"}, "uriBaseId": {"const": "SRCROOT"}}
        ),
        _object({"uri": {"type": "string", "pattern": "^file:///"}}),
    ]
}
PHYSICAL = _object({"artifactLocation": ARTIFACT, "region": REGION})
LOGICAL = _list(_object({"fullyQualifiedName": TEXT, "kind": {"const": "object"}}), 1)
LOCATION = _object({"physicalLocation": PHYSICAL}, {"logicalLocations": LOGICAL})
RELATED = _object({"id": COUNT, "message": MESSAGE, "physicalLocation": PHYSICAL})
REPLACEMENT = _object({"deletedRegion": REGION, "insertedContent": _object({"text": {"type": "string"}})})
CHANGE = _object({"artifactLocation": ARTIFACT, "replacements": _list(REPLACEMENT, 1)})
FIX = _object({"description": MESSAGE, "artifactChanges": _list(CHANGE, 1)})
RESULT = _object(
    {
        "ruleId": {"type": "string", "pattern": "^JM[0-9]{3}$"},
        "ruleIndex": COUNT,
        "level": LEVEL,
        "message": MESSAGE,
        "locations": _list(LOCATION, 1),
        "partialFingerprints": _object({"journeymapObject/v1": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
    },
    {"relatedLocations": _list(RELATED, 1), "fixes": _list(FIX, 1)},
)
RULE = _object(
    {
        "id": TEXT,
        "name": TEXT,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": _object({"text": TEXT, "markdown": TEXT}),
        "helpUri": URI,
        "defaultConfiguration": _object({"level": LEVEL}),
    }
)
DRIVER = _object({"name": TEXT, "version": TEXT, "informationUri": URI, "rules": {**_list(RULE), "uniqueItems": True}})
NOTIFICATION = _object({"level": LEVEL, "message": MESSAGE})
RUN = _object(
    {
        "tool": _object({"driver": DRIVER}),
        "columnKind": {"const": "unicodeCodePoints"},
        "originalUriBaseIds": _object({"SRCROOT": _object({"description": MESSAGE})}),
        "invocations": _list(
            _object({"executionSuccessful": {"type": "boolean"}, "toolExecutionNotifications": _list(NOTIFICATION)}), 1
        ),
        "results": _list(RESULT),
    }
)
LOG = _object({"$schema": URI, "version": {"const": "2.1.0"}, "runs": {**_list(RUN, 1), "maxItems": 1}})
