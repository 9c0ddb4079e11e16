"""The part "teaching" of the console: all its pages in one list."""

from __future__ import annotations

from review.access.roles import Role
from review.teaching.example_pages import ExamplePages
from review.teaching.export_pages import ExportPages
from review.teaching.model_pages import ModelPages
from review.teaching.models import Base
from review.teaching.regression_pages import RegressionPages
from review.teaching.remark_pages import RemarkPages
from review.teaching.room import Room
from review.teaching.turn_pages import TurnPages
from review.web.pages import Feature, MenuEntry, Page


def feature(room: Room) -> Feature:
    """Teaching over the room's database; its tables are made where they are missing."""
    Base.metadata.create_all(room.engine)
    turn, examples, export = TurnPages(room), ExamplePages(room), ExportPages(room)
    remarks, tests, models = RemarkPages(room), RegressionPages(room), ModelPages(room)
    of_turn, test = "/conversations/{id}/turns/{position:int}/teach", "/conversations/{id}/regression"
    one_model = "/teaching/models/{number:int}"
    pages = (
        Page(of_turn, Role.REVIEWER, turn.show),
        Page(of_turn, Role.REVIEWER, turn.teach, method="POST"),
        Page(of_turn + "/phrase", Role.REVIEWER, turn.phrase, method="POST"),
        Page(of_turn + "/remark", Role.REVIEWER, remarks.add, method="POST"),
        Page(test, Role.REVIEWER, tests.show),
        Page(test, Role.REVIEWER, tests.save, method="POST"),
        Page("/teaching", Role.REVIEWER, examples.listed),
        Page("/teaching/decide", Role.EDITOR, examples.decide, method="POST"),
        Page("/teaching/examples/{number:int}", Role.EDITOR, examples.show),
        Page("/teaching/examples/{number:int}", Role.EDITOR, examples.change, method="POST"),
        Page("/teaching/export", Role.EDITOR, export.show),
        Page("/teaching/export.patch", Role.EDITOR, export.patch),
        Page("/teaching/export", Role.EDITOR, export.mark, method="POST"),
        Page("/teaching/remarks", Role.READER, remarks.listed),
        Page("/teaching/remarks.csv", Role.READER, remarks.csv),
        Page("/teaching/remarks/{number:int}", Role.EDITOR, remarks.settle, method="POST"),
        Page("/teaching/models", Role.EDITOR, models.listed),
        Page("/teaching/models", Role.EDITOR, models.start, method="POST"),
        Page("/teaching/models/news", Role.EDITOR, models.news),
        Page(one_model, Role.EDITOR, models.show),
        Page(one_model + "/live", Role.EDITOR, models.put_live, method="POST"),
        Page("/teaching/roll-back", Role.EDITOR, models.roll_back, method="POST"),
    )
    menu = (
        MenuEntry("/teaching", "teaching.title", Role.REVIEWER),
        MenuEntry("/teaching/models", "teaching.models.title", Role.EDITOR),
    )
    return Feature("teaching", pages, menu)
