"""What a loan needs before anything leaves, and what happens when two decisions meet."""

import asyncio
from typing import Any

from contracts.notifications import LoanDecided
from contracts.vocabulary import LoanStatus

from contracts import leads as told


async def test_a_loan_needs_consent_naming_its_partner(shop: Any) -> None:
    cast = shop.cast
    order = await shop.order(await shop.quote(loan={"down_payment_fen": 8_880_000, "months": 24, "annual_rate": "0"}))
    await shop.consent()
    applicant = {"id_no": "11010519491231002X", "monthly_income_fen": 1}
    body = {"order_id": order["id"], "partner_id": shop.other_bank, "applicant": applicant}
    await shop.refused(cast.adviser, "POST", "/loans", body, status=409, code="consent_missing")
    here = body | {"partner_id": shop.bank}
    bad = here | {"applicant": applicant | {"id_no": "110105194912310021"}}
    fault = await shop.refused(cast.adviser, "POST", "/loans", bad, status=422, code="id_no_invalid")
    assert fault["errors"][0]["pointer"] == "/applicant/id_no"
    withdrawal = {"purpose": "share", "recipient_id": shop.bank}
    answers = await asyncio.gather(*(shop.call(cast.adviser, "POST", "/loans", here) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert len(await shop.leads.events(told.LoanSubmitted)) == 1
    loan = next(answer.json() for answer in answers if answer.status_code == 201)
    assert loan["monthly_fen"] == 416_667
    await shop.ok(cast.adviser, "POST", f"/loans/{loan['id']}/withdrawal", {"reason": "改全款"})
    await shop.ok(cast.adviser, "POST", f"/customers/{shop.customer_id}/consents/withdrawal", withdrawal)
    await shop.refused(cast.adviser, "POST", "/loans", here, status=409, code="consent_missing")
    late = LoanDecided(
        loan_id=loan["id"],
        customer_id=shop.customer_id,
        store_id=order["store_id"],
        partner_id=shop.bank,
        partner_application_no="X",
        status=LoanStatus.APPROVED,
        approved_fen=None,
        reason=None,
        decided_at=shop.leads.now,
        sequence=5,
    )
    await shop.leads.deliver(late)
    seen = await shop.ok(cast.finance, "GET", f"/loans/{loan['id']}")
    assert (seen["status"], seen["reports"][0]["outcome"]) == ("cancelled", "withdrawn")
    with shop.leads.sql_count() as counted:
        await shop.ok(cast.finance, "GET", "/loans")
    assert counted["total"] <= 2, counted


async def test_a_cancellation_and_a_decision_that_meet(shop: Any) -> None:
    cast = shop.cast
    order = await shop.order(await shop.quote(loan={"down_payment_fen": 8_880_000, "months": 24, "annual_rate": "4"}))
    await shop.consent()
    applicant = {"id_no": "E12345678", "monthly_income_fen": 1}
    body = {"order_id": order["id"], "partner_id": shop.bank, "applicant": applicant}
    loan = await shop.ok(cast.adviser, "POST", "/loans", body)
    approval = LoanDecided(
        loan_id=loan["id"],
        customer_id=shop.customer_id,
        store_id=order["store_id"],
        partner_id=shop.bank,
        partner_application_no="X",
        status=LoanStatus.APPROVED,
        approved_fen=None,
        reason=None,
        decided_at=shop.leads.now,
        sequence=1,
    )
    ending = {"fault": "none", "reason": "协商"}
    await asyncio.gather(
        shop.ok(cast.manager, "POST", f"/orders/{order['id']}/cancellation", ending), shop.leads.deliver(approval)
    )
    seen = await shop.ok(cast.manager, "GET", f"/orders/{order['id']}")
    assert (seen["status"], seen["loan_credit_fen"], seen["loan"]["status"]) == ("cancelled", 0, "cancelled")


async def test_what_the_partner_asks_for_is_answered_and_leaves_again(shop: Any) -> None:
    cast = shop.cast
    order = await shop.order(await shop.quote(loan={"down_payment_fen": 8_880_000, "months": 24, "annual_rate": "4"}))
    await shop.consent()
    applicant = {"id_no": "11010519491231002X", "monthly_income_fen": 1}
    body = {"order_id": order["id"], "partner_id": shop.bank, "applicant": applicant}
    loan = await shop.ok(cast.adviser, "POST", "/loans", body)
    path = f"/loans/{loan['id']}/documents"
    paper = {"code": "income_proof", "note": "近六个月工资流水"}
    answer = {"documents": [paper]}
    await shop.refused(cast.adviser, "POST", path, answer, status=409, code="loan_documents_not_asked")
    asked = LoanDecided(
        loan_id=loan["id"],
        customer_id=shop.customer_id,
        store_id=order["store_id"],
        partner_id=shop.bank,
        partner_application_no="X",
        status=LoanStatus.DOCUMENTS_REQUIRED,
        approved_fen=None,
        reason="请补充收入证明",
        decided_at=shop.leads.now,
        sequence=1,
        required_documents=("income_proof", "residence_proof"),
    )
    await shop.leads.deliver(asked)
    seen = await shop.ok(cast.finance, "GET", f"/loans/{loan['id']}")
    assert (seen["status"], seen["required_documents"]) == ("documents_required", ["income_proof", "residence_proof"])
    fault = await shop.refused(cast.adviser, "POST", path, answer, status=422, code="loan_documents_missing")
    assert fault["missing"] == ["residence_proof"]
    await shop.refused(cast.adviser, "POST", path, {}, status=422, code="loan_nothing_supplied")
    more = answer | {"principal_fen": loan["principal_fen"]}
    await shop.refused(cast.adviser, "POST", path, more, status=422, code="principal_invalid")
    await shop.refused(cast.adviser2, "POST", path, answer, status=404, code="loan_not_found")
    await shop.refused(cast.parts, "POST", path, answer, status=403, code="forbidden")
    both = {"documents": [paper, {"code": "residence_proof"}]}
    key = {"Idempotency-Key": "k"}
    sent = await shop.ok(cast.adviser, "POST", path, both, **key)
    assert sent == await shop.ok(cast.adviser, "POST", path, both, **key)
    assert (sent["status"], sent["submission"], sent["required_documents"]) == ("submitted", 2, [])
    assert [one["code"] for one in sent["supplies"][0]["documents"]] == ["income_proof", "residence_proof"]
    first, second = await shop.leads.events(told.LoanSubmitted)
    assert (first.submission, second.submission, second.documents[0].code) == (1, 2, "income_proof")
    opened = [shop.leads.service.platform.vault.open_from_transport(one.applicant_sealed) for one in (first, second)]
    assert opened[0] == opened[1]
    await shop.leads.deliver(asked)  # the partner repeats itself: that was answered
    assert (await shop.ok(cast.finance, "GET", f"/loans/{loan['id']}"))["status"] == "submitted"
    await shop.leads.deliver(asked.model_copy(update={"sequence": 2, "required_documents": ()}))
    less = await shop.ok(cast.adviser, "POST", path, {"principal_fen": loan["principal_fen"] - 1_000_000})
    assert (less["principal_fen"], less["down_payment_fen"]) == (
        loan["principal_fen"] - 1_000_000,
        loan["down_payment_fen"] + 1_000_000,
    )
    await shop.leads.deliver(asked.model_copy(update={"sequence": 3, "status": LoanStatus.APPROVED}))
    assert (await shop.ok(cast.finance, "GET", f"/loans/{loan['id']}"))["covers_delivery"]
    timeline = await shop.ok(cast.adviser, "GET", f"/customers/{shop.customer_id}/timeline")
    assert [one["kind"] for one in timeline["items"]].count("loan_documents_supplied") == 2


async def test_nothing_leaves_again_once_the_consent_is_gone(shop: Any) -> None:
    cast = shop.cast
    order = await shop.order(await shop.quote(loan={"down_payment_fen": 8_880_000, "months": 24, "annual_rate": "4"}))
    await shop.consent()
    applicant = {"id_no": "11010519491231002X", "monthly_income_fen": 1}
    body = {"order_id": order["id"], "partner_id": shop.bank, "applicant": applicant}
    loan = await shop.ok(cast.adviser, "POST", "/loans", body)
    await shop.leads.deliver(
        LoanDecided(
            loan_id=loan["id"],
            customer_id=shop.customer_id,
            store_id=order["store_id"],
            partner_id=shop.bank,
            partner_application_no="X",
            status=LoanStatus.DOCUMENTS_REQUIRED,
            approved_fen=None,
            reason=None,
            decided_at=shop.leads.now,
            sequence=1,
        )
    )
    withdrawal = {"purpose": "share", "recipient_id": shop.bank}
    await shop.ok(cast.adviser, "POST", f"/customers/{shop.customer_id}/consents/withdrawal", withdrawal)
    answer = {"documents": [{"code": "income_proof"}]}
    path = f"/loans/{loan['id']}/documents"
    await shop.refused(cast.adviser, "POST", path, answer, status=409, code="consent_missing")
    assert len(await shop.leads.events(told.LoanSubmitted)) == 1
