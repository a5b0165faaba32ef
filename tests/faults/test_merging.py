"""Lessons that were edited while their content changed."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import hypothesis
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.faults.tries import fault
from tests.merging import laws
from tests.merging.cases import make_case, make_copy_case

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.faults.tries import Tries


def each_of(tries: Tries, check: Callable[[random.Random], None]) -> None:
    """Let hypothesis choose what happens in each try, and look for the least that goes wrong."""

    @hypothesis.seed(tries.seed)
    @hypothesis.settings(
        max_examples=tries.count,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.randoms(use_true_random=False))
    def attempt(chance: random.Random) -> None:
        tries.made += 1
        check(chance)

    attempt()


@fault("An instructor edits a lesson while its content changes", few=300, full=10_000)
def test_content(tries: Tries) -> None:
    """Whatever both sides do, a build keeps all of both, and a second build changes nothing."""

    def check(chance: random.Random) -> None:
        case = make_case(chance)
        before = copy.deepcopy(case)
        merged, result = laws.build_merge(case.mine, case.theirs)
        tries.lost += sorted(laws.missing(case, merged))

        assert case == before
        assert laws.missing(case, merged) == set()
        laws.check_sound(case, merged)
        laws.check_built(case, merged, result)
        laws.check_order(case, merged)
        laws.check_around(case, merged)
        laws.check_unchanged(case)

    each_of(tries, check)


@fault("A lesson and its executed copy are both edited", few=300, full=10_000)
def test_copies(tries: Tries) -> None:
    """Whatever was done to a copy and to its lesson meanwhile, the lesson then has all of it."""

    def check(chance: random.Random) -> None:
        case = make_copy_case(chance)
        before = copy.deepcopy(case)
        merged, _ = laws.copy_merge(case)
        tries.lost += sorted(laws.missing(case, merged))

        assert case == before
        assert laws.missing(case, merged) == set()
        laws.check_sound(case, merged)
        laws.check_order(case, merged)
        laws.check_no_views(merged)

    each_of(tries, check)
