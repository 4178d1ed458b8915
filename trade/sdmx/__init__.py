"""The figures as SDMX: the structure that they have there, and rows and messages in its form.

``components`` declares the structure once. Nothing here imports pysdmx but ``structures``, ``markup`` and
``available``, which are loaded when the first request of SDMX comes.
"""
