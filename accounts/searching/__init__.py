"""Search that knows Korean: how texts are analysed, the index of what was found in them, and how it is asked.

docs/decisions/0022-search.md tells the choices. From outside: `question.ask`, `ranking.found` and `matching`, `marking.extract`, `state`.
"""
