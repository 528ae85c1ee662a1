"""The ordered funnel: who takes each step after all steps before it (closed), and who takes it at all (open).

A step is taken at its first event after the one that the step before was taken with. With a window, the whole funnel
has to be done within it, from any start: a start that leads nowhere does not hide a later one that does, as in
ClickHouse's `windowFunnel`.
"""
