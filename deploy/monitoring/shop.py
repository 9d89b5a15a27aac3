"""A shop's day in some seconds: everything that makes a metric move, over the API and nothing else."""
import concurrent.futures
import json
import os
import threading
import urllib.error
import urllib.request
import uuid

WAYBILL = os.environ["WAYBILL"]


def ask(method, path, body=None, key=None, wait=None):
    """Status and answer."""
    headers = {"Content-Type": "application/json"}
    if method != "GET":
        headers["Idempotency-Key"] = key or str(uuid.uuid4())
    if wait is not None:
        headers["Prefer"] = f"wait={wait}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(WAYBILL + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=40) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read() or b"null")


def order(token="tok_ok", quantity=1, confirmation="auto", key=None, wait=None):
    body = {
        "customer": {"id": "cust123", "name": "Ada"},
        "currency": "EUR",
        "items": [{"productId": "TSHIRT-M", "name": "T-shirt", "quantity": quantity, "price": "10.99"}],
        "shippingAddress": {"street": "1 Main St", "city": "Berlin", "zip": "10115", "country": "DE"},
        "payment": {"method": "card", "token": token},
        "confirmation": confirmation,
    }
    return ask("POST", "/orders", body, key, wait)


def expect(statuses, answered):
    status, answer = answered
    if status not in statuses:
        raise AssertionError(f"{status}, not {statuses}: {answer}")
    return answer


def confirmed(**how):
    return expect({201}, order(wait=20, **how))["id"]


def shipped():
    bought = confirmed(quantity=2)
    parcel = {"carrier": "DHL", "items": [{"line": 1, "quantity": 1}]}
    expect({200}, ask("POST", f"/orders/{bought}/fulfill", parcel, wait=20))
    expect({200}, ask("DELETE", f"/orders/{bought}", wait=20))
    expect({200}, ask("POST", f"/orders/{bought}/deliver", {}))
    back = {"items": [{"line": 1, "quantity": 1}], "reason": "too small"}
    expect({201}, ask("POST", f"/orders/{bought}/refunds", back, wait=20))


def cancelled():
    expect({200}, ask("DELETE", f"/orders/{confirmed()}", wait=20))


def declined_and_paid_again():
    refused = expect({402}, order("tok_declined", wait=20))["orderId"]
    expect({200}, ask("POST", f"/orders/{refused}/payments", {"token": "tok_ok"}, wait=20))


def confirmed_by_hand():
    placed = confirmed(confirmation="manual")
    expect({200}, ask("POST", f"/orders/{placed}/process", {}, wait=20))


def repeated():
    key = str(uuid.uuid4())
    first = confirmed(key=key)
    if confirmed(key=key) != first:
        raise AssertionError("the same key made two orders")
    expect({422}, order(quantity=2, key=key))


def sold_out():
    expect({409}, order(quantity=1_000_000))


def failing_once():
    confirmed(token="tok_error_once")


def looking():
    for path in ("/orders?limit=5", "/inventory/items", "/inventory/check?items=TSHIRT-M:1", "/events?limit=5", "/nowhere"):
        ask("GET", path)


EVERYTHING = (confirmed, shipped, cancelled, declined_and_paid_again, confirmed_by_hand, repeated, sold_out, failing_once, looking)


def day(rounds):
    """Everything, so many times, by four who come at once."""
    goods = {"productId": "TSHIRT-M", "name": "T-shirt", "quantity": 10_000, "reference": "PO-1"}
    expect({200}, ask("POST", "/inventory/receive", goods))
    with concurrent.futures.ThreadPoolExecutor(4) as customers:
        for done in [customers.submit(one) for _ in range(rounds) for one in EVERYTHING]:
            done.result()


def unknown():
    """An order whose payment nobody knows about for the next seconds, and that payment."""
    waiting = expect({202}, order("tok_timeout", wait=0))["id"]
    for _ in range(100):
        payments = expect({200}, ask("GET", f"/payments?orderId={waiting}"))["data"]
        if payments:
            return waiting, payments[0]["id"]
        threading.Event().wait(0.1)
    raise AssertionError(f"no payment of {waiting}")


class Outage:
    """The payment provider cannot be reached by these customers, who come again and again until it is over."""

    def __enter__(self):
        self.over = threading.Event()
        self.customers = [threading.Thread(target=self.come) for _ in range(4)]
        for customer in self.customers:
            customer.start()

    def come(self):
        while not self.over.is_set():
            order("tok_unavailable", wait=10)
            self.over.wait(1)

    def __exit__(self, *failed):
        self.over.set()
        for customer in self.customers:
            customer.join()
