"""The format as Pydantic models, one file a section of a document.

Nothing here reads files: `journeymap.source` gives plain values, `Document` says what they must look like, and
`journeymap.model.outline` tells the other layers which fields define, refer and date things.
"""
