"""The semantic diff: two revisions of a workspace in, judged changes out.

`entities` takes a workspace apart, `matching` pairs what belongs together, `facts` says what differs, `table` and
`judging` say what that means for a customer; `comparing` puts it together. Nothing here draws or prints.
"""
