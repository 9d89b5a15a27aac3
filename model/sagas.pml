/*
 * The placement and the cancel saga: orders, the stock of one product, payments and a gateway, with every interleaving of their
 * messages. What is asked of whom in which state comes from the deciders' own tables (tables.pml, generated); the facts behind a
 * "perhaps" of those tables are below, and each rule names the one of the code that it repeats.
 *
 * Time is left out: whatever has a deadline may happen at any moment while the deadline stands, and must happen before the shop is
 * at rest. One decision is one atomic step: it commits with its announcements and its checkpoint, or not at all, and a version race
 * is decided again (docs/concepts/write-path.md). Between two services the announcements about one order keep their order; between
 * different services nothing does.
 */

#include "tables.pml"

#ifndef ORDERS
#define ORDERS 1
#endif
#ifndef ATTEMPTS
#define ATTEMPTS 1      /* runs of the saga per order: the customer pays again ATTEMPTS - 1 times */
#endif
#ifndef SHIPMENTS
#define SHIPMENTS 0     /* how often the warehouse tries to ship an order */
#endif
#ifndef UNITS
#define UNITS 1         /* of the one product, on hand at the start; an order wants one */
#endif
#ifndef ASKS
#define ASKS 2          /* how often payment is asked for one capture or refund: all but the last may get lost */
#endif
#ifndef AWAY
#define AWAY 1          /* how often a void or a refund may fail to reach the gateway, in all */
#endif
#ifndef REPLAYS
#define REPLAYS 0       /* how many messages are heard a second time, each at any later moment, in all */
#endif
#ifndef ROUNDS
#define ROUNDS 1        /* how often an order that ends asks to be closed */
#endif
#ifndef RELEASES
#define RELEASES 0      /* how often a person releases the goods of an order by hand, in all */
#endif
#ifndef QUEUE
#define QUEUE 8
#endif

#define bit(n) (1 << (n))
#define has(flags, n) (((flags) >> (n)) & 1)
#define put(flags, n) flags = flags | bit(n)
#define drop(flags, n) flags = flags & ~bit(n)

/* Announcements, by their public names. */
mtype:news = {
  OrderCreated, OrderPaymentRetried, OrderAnswerWanted, OrderPlaced, OrderShipped, OrderCancelRequested, OrderCancelled,
  PaymentReturnRequested,
  InventoryReserved,
  InventoryReservedAgain, /* InventoryReserved after the first hold of the attempt had expired: it expires later */
  InventoryRejected, InventoryCommitted, InventoryReleased, InventoryExpired, InventoryClosed,
  PaymentAuthorized, PaymentDeclined, PaymentFailed, PaymentUnknown,
  PaymentReturned, /* PaymentVoided, or PaymentRefunded without a refund of the order */
  PaymentCaptured, PaymentCaptureFailed, PaymentRefunded, PaymentRefundFailed,
  PaymentRefundRefused, /* PaymentRefundFailed that is not retryable */
  PaymentClosed
};

/* With each goes a number: the attempt, or the shipment. One queue per source, subscriber and order. */
chan o2s[ORDERS] = [QUEUE] of {mtype:news, byte};
chan o2m[ORDERS] = [QUEUE] of {mtype:news, byte};
chan s2o[ORDERS] = [QUEUE] of {mtype:news, byte};
chan s2m[ORDERS] = [QUEUE] of {mtype:news, byte};
chan m2o[ORDERS] = [QUEUE] of {mtype:news, byte};
chan m2s[ORDERS] = [QUEUE] of {mtype:news, byte};
/* What order asks payment directly, and the answers: in no order. */
mtype:transfer = {Capture, Refund};
chan ask[ORDERS] = [4] of {mtype:transfer, byte};
chan reply[ORDERS] = [4] of {mtype:news, byte};

/* ---- What each service knows ------------------------------------------------------------------------------------------------ */

/* The flags have a bit for each attempt, or for each shipment where a shipment is meant. */
typedef Order {
  mtype:state state = Unplaced;
  byte attempt;
  byte held, expired, gone, committed, released, unknown, answered; /* the log; gone: it expired, and is not held again */
  byte askedBack, cameBack;                                         /* payments: OrderFacts.Return */
  bool isPaid, stockClosed, moneyClosed;                            /* of Order.Cancelling; isPaid: it lived on a payment */
  byte round;
  byte shipments;                                                   /* begun */
  byte asked, askedRefund;                                          /* how often payment was asked for the last of each */
  byte pending, shipped;                                            /* the shipment that is, or 0 */
  byte abandoned, vain, refunding, refunded, unrefunded;
  bool acknowledged;                                                /* somebody was told that it will be cancelled */
}

typedef Stock {
  mtype:standing attempt[ATTEMPTS + 1]; /* 0: nobody has heard of it */
  byte second;                          /* held again after it had expired */
  bool closed;
  bool refused;                         /* released before anything was held: nothing may ever be */
}

typedef Money {
  mtype:known authorization[ATTEMPTS + 1]; /* 0: nobody has asked */
  mtype:kind kind[ATTEMPTS + 1];           /* the transaction after it that is not settled, or 0 */
  mtype:known known[ATTEMPTS + 1];         /* of that one */
  byte reference[ATTEMPTS + 1];            /* the shipment it is for, or 0 */
  byte captured[ATTEMPTS + 1];             /* the shipment it was captured for, or 0 */
  byte refundedFor[ATTEMPTS + 1];
  byte voided, refunded;
  byte later;                              /* its last void or refund was not sent, and begins again: ErroredForNow */
  byte unwanted, rest;                     /* all of it is, even what is captured; what is not captured */
  byte closing;                            /* 1 begun, 2 done */
}

/* What is in the books of the gateway, and what became of the call that runs. */
mtype:call = {CALLING, DONE, REFUSED, NOTHING};
typedef Gateway {
  mtype:call call[ATTEMPTS + 1];
  byte authorized[ATTEMPTS + 1], captured[ATTEMPTS + 1];
  byte voided, refunded;
}

Order o[ORDERS];
Stock r[ORDERS];
Money p[ORDERS];
Gateway g[ORDERS];
byte onHand = UNITS, held, committed;
byte away = AWAY, replays = REPLAYS, releases = RELEASES;

/* A message that will be heard once more: by whom, of which order. */
mtype:service = {ORDER, INVENTORY, PAYMENT};
mtype:service again;
mtype:news againNews;
byte againOrder, againOf;

/* The step that is being taken; 0 between steps. */
mtype:news m;
mtype:state was;
mtype:standing stood, stands;
mtype:known before;
mtype:kind what;
byte n, x;
bool begun, late;

#define done m = 0; was = 0; stood = 0; stands = 0; before = 0; what = 0; n = 0; x = 0; begun = false; late = false

#define say(queue, what, about) assert(nfull(queue[i])); queue[i]!what, about

/* Whoever hears a message may hear it again later: a crash before the acknowledgement, or an operator who redelivers. */
inline perhapsAgain(who) {
#if REPLAYS
  if
  :: replays > 0 && again == 0 -> replays--; again = who; againNews = m; againOrder = i; againOf = n
  :: true
  fi
#else
  skip
#endif
}

#define HEARD(service) (again == service && againOrder == i)
inline takeAgain() { m = againNews; n = againOf; again = 0; againNews = 0; againOrder = 0; againOf = 0 }

/* ---- What must always be true ------------------------------------------------------------------------------------------------ */

/* I1, I2: never oversold, and what is promised is what the reservations say. */
#define isLive(i, a) (r[i].attempt[a] == HELD || r[i].attempt[a] == COMMITTED)
#if ATTEMPTS > 1
#define live(i) (isLive(i, 1) + isLive(i, 2))
#else
#define live(i) (isLive(i, 1))
#endif
#if ORDERS > 1
#define promised (live(0) + live(1))
#else
#define promised (live(0))
#endif
#define stockIsSound assert(held + committed <= onHand && held + committed == promised && onHand <= UNITS)

/* Never charged twice: at most one price is set aside or kept for an order, at any time. */
#define kept(i, a) ((g[i].authorized[a] -> g[i].authorized[a] - (has(g[i].voided, a) || g[i].captured[a] -> 1 : 0) : 0) + \
  (g[i].captured[a] -> g[i].captured[a] - has(g[i].refunded, a) : 0))
#if ATTEMPTS > 1
#define charged(i) (kept(i, 1) + kept(i, 2))
#else
#define charged(i) (kept(i, 1))
#endif
#define moneyIsSound assert(charged(i) <= (o[i].state == Cancelled -> 0 : 1) && g[i].captured[1] <= g[i].authorized[1])

/* Whether payment knows that nothing was set aside in this attempt. */
#define isRefused(i, a) (p[i].authorization[a] == DECLINED || p[i].authorization[a] == ERRORED)

/* ---- Orders: order/domain/rules --------------------------------------------------------------------------------------------- */

#define isPending(i) (o[i].state == AwaitingStock || o[i].state == AwaitingPayment || o[i].state == AwaitingStockAgain)
#define isOfNow(i) (n == o[i].attempt)
#define isPlaced(i) (o[i].state == AwaitingStockAgain || o[i].state == Confirmed || o[i].state == Shipped)
/* SagaSteps.isUndone: the goods of every attempt are let go, the money asked back has come back. */
#define isUndone(i) (((o[i].held | o[i].unknown | o[i].answered) & ~(o[i].released | o[i].gone)) == 0 && \
  (o[i].askedBack & ~o[i].cameBack) == 0)

inline giveBack() { put(o[i].askedBack, n); say(o2m, PaymentReturnRequested, n) }

/* OrderEvent.CancelRequested */
inline requestCancel() {
  o[i].isPaid = isPlaced(i);
  o[i].state = Cancelling;
  o[i].round = 1;
  say(o2s, OrderCancelRequested, o[i].attempt);
  say(o2m, OrderCancelRequested, o[i].attempt)
}

/* I4: an order is cancelled when nothing is promised to it, and nothing charged. */
inline cancelled() {
  assert(live(i) == 0 && charged(i) == 0);
  o[i].state = Cancelled;
  say(o2s, OrderCancelled, o[i].attempt)
}

/* OrderPlaced, and OrderConfirmed because orders confirm themselves here */
inline placed() { o[i].state = Confirmed; say(o2s, OrderPlaced, o[i].attempt) }

/* Closing.endUnpaid */
inline endUnpaid() {
  if
  :: isUndone(i) -> cancelled()
  :: else -> requestCancel()
  fi
}

/* Placing.start */
inline placeOrder() {
  o[i].state = AwaitingStock;
  o[i].attempt = 1;
  say(o2s, OrderCreated, 1)
#ifdef CHARGED_BEFORE_THE_GOODS_ARE_HELD
  ; say(o2m, OrderCreated, 1)
#endif
}

/* Placing.retryPayment */
inline retryPayment() { o[i].attempt++; o[i].state = AwaitingStock; say(o2s, OrderPaymentRetried, o[i].attempt) }

#if SHIPMENTS
#define acknowledge o[i].acknowledged = true
#else
#define acknowledge skip
#endif

/* Closing.cancel: what is being shipped wins, and what has shipped. */
#if defined(PATIENT)
#define isCancellable(i) false
#elif defined(CANCEL_WINS_OVER_A_SHIPMENT)
#define isCancellable(i) (OBEYS_Cancel(o[i].state) && o[i].state != Shipped)
#else
#define isCancellable(i) (OBEYS_Cancel(o[i].state) && o[i].state != Shipped && !o[i].pending)
#endif

inline cancel() {
  if
  :: o[i].state == Unpaid -> endUnpaid()
  :: else -> requestCancel()
  fi;
  acknowledge
}

/* StockNews.noteStockHeld; late: its time is over too, so late is the news */
inline noteStockHeld() {
  if
  :: !isOfNow(i)
  :: else ->
    if
    :: has(o[i].gone, n) && (m == InventoryReserved || late)
    :: has(o[i].held, n) && !has(o[i].gone, n)
    :: else ->
      put(o[i].held, n);
      drop(o[i].gone, n);
      if
      :: o[i].state == AwaitingStock -> o[i].state = AwaitingPayment
      :: o[i].state == AwaitingStockAgain -> placed()
      :: else
      fi
    fi
  fi
}

/* StockNews.noteStockShort */
inline noteStockShort() {
  if
  :: !isOfNow(i)
  :: else ->
    if
    :: o[i].state == AwaitingStock && has(o[i].unknown, n)
    :: o[i].state == AwaitingStock && !has(o[i].unknown, n) -> cancelled()
    :: o[i].state != AwaitingStock && (has(o[i].committed, n) && !has(o[i].released, n) || o[i].pending)
    :: else -> requestCancel()
    fi
  fi
}

/* StockNews.noteStockCommitted */
inline noteStockCommitted() {
  if
  :: isOfNow(i) -> assert(!has(o[i].released, n)); put(o[i].committed, n)
  :: else
  fi
}

/* StockNews.noteStockReleased */
inline noteStockReleased() {
  if
  :: n > o[i].attempt || has(o[i].released, n)
  :: else ->
    put(o[i].released, n);
    if
    :: n < o[i].attempt
    :: n == o[i].attempt && o[i].state == AwaitingStockAgain -> giveBack(); o[i].state = Unpaid
    :: n == o[i].attempt && o[i].state == Confirmed && !o[i].pending -> requestCancel()
    :: else
    fi
  fi
}

/* StockNews.noteStockExpired; a second hold of an attempt that waits for its payment is wanted by an operator only */
inline noteStockExpired() {
  if
  :: n > o[i].attempt || has(o[i].expired, n)
  :: else -> put(o[i].expired, n); put(o[i].gone, n)
  fi
}

/* Closing.noteStockClosed, notePaymentClosed */
inline noteStockClosed() {
  o[i].stockClosed = true;
  if
  :: o[i].moneyClosed -> cancelled()
  :: else
  fi
}

inline notePaymentClosed() {
  o[i].moneyClosed = true;
  if
#ifndef CANCELLED_WITHOUT_THE_STOCK
  :: !o[i].stockClosed
#endif
  :: else -> cancelled()
  fi
}

/* PaymentNews.paid */
inline paid() {
  if
  :: has(o[i].released, n) -> giveBack(); o[i].state = Unpaid
  :: else ->
    put(o[i].answered, n);
    if
    :: has(o[i].gone, n) -> o[i].state = AwaitingStockAgain; say(o2s, OrderAnswerWanted, n)
    :: else -> placed()
    fi
  fi
}

/* PaymentNews.notePaymentAuthorized; a payment is named by its attempt, because the saga begins one for each */
inline notePaymentAuthorized() {
  if
  :: has(o[i].askedBack, n)
  :: else ->
    if
    :: isOfNow(i) && (isPlaced(i) || o[i].isPaid)
    :: o[i].state == Cancelling && !(isOfNow(i) && o[i].isPaid) ->
      if
      :: o[i].moneyClosed -> giveBack()
      :: !o[i].moneyClosed && isOfNow(i) -> put(o[i].answered, n); o[i].isPaid = true
      :: else
      fi
    :: isOfNow(i) && (o[i].state == AwaitingStock || o[i].state == AwaitingPayment) -> paid()
    :: else -> giveBack()
    fi
  fi
}

/* PaymentNews.notePaymentDeclined, notePaymentFailed: they move only an order that waits for this very payment. */
inline notePaymentRefused() {
  if
#ifndef FAILURE_OF_ANOTHER_ATTEMPT
  :: !isOfNow(i)
#endif
  :: else ->
    assert((was == AwaitingStock || was == AwaitingPayment) && isRefused(i, o[i].attempt) && g[i].authorized[o[i].attempt] == 0);
    put(o[i].answered, n);
    o[i].state = Unpaid
  fi
}

/* PaymentNews.notePaymentUnknown */
inline notePaymentUnknown() {
  if
  :: isOfNow(i) -> put(o[i].unknown, n)
  :: else
  fi
}

/* Asks payment for a transfer; the last time it is sure to arrive. */
inline askFor(transfer, count, first, none) {
  count++;
  if
  :: ask[i]!!transfer, n
  :: count < ASKS /* the process ends, or the call is lost */
  :: count < ASKS && first && nfull(reply[i]) -> reply[i]!!none, n /* provably never left: Transfers.Ask.first */
  fi
}

#define isReady(i) (o[i].state == Confirmed && !o[i].pending && has(o[i].committed, o[i].attempt) && \
  !has(o[i].released, o[i].attempt) && o[i].shipments < SHIPMENTS)

/* Shipping.begin */
inline beginShipment() {
  o[i].shipments++;
  o[i].pending = o[i].shipments;
  n = o[i].pending;
  o[i].asked = 0
#ifdef SHIPPED_BEFORE_IT_IS_PAID
  ; noteShipmentPaid()
#endif
}

/* The goods leave: Shipping.shipped */
inline shipIt() {
  assert(!o[i].acknowledged);
  assert(g[i].captured[o[i].attempt] > 0);
  o[i].pending = 0;
  o[i].shipped = n;
  o[i].state = Shipped;
  say(o2s, OrderShipped, o[i].attempt)
}

/* Shipping.notePaid; what was taken in vain cannot be taken again, so the order ends unless another shipment is under way */
inline noteShipmentPaid() {
  if
  :: o[i].pending == n && !has(o[i].released, o[i].attempt) -> shipIt()
  :: o[i].pending == n && has(o[i].released, o[i].attempt) ->
    o[i].pending = 0;
    put(o[i].abandoned, n);
    put(o[i].vain, n);
    requestCancel()
  :: has(o[i].abandoned, n) && !has(o[i].vain, n) ->
    put(o[i].vain, n);
    if
    :: o[i].state == Cancelled -> n = o[i].attempt; giveBack()
#ifndef STAYS_UNPAYABLE
    :: o[i].state == Confirmed && !o[i].pending -> requestCancel()
#endif
    :: else -> put(o[i].refunding, n); o[i].askedRefund = 0; begun = true
    fi
  :: else
  fi
}

/* Shipping.noteUnpaid */
inline noteShipmentUnpaid() {
  if
  :: o[i].pending == n ->
    o[i].pending = 0;
    put(o[i].abandoned, n);
    if
    :: has(o[i].released, o[i].attempt) || o[i].vain -> requestCancel()
    :: else
    fi
  :: else
  fi
}

/* Refunding.noteRefunded, noteFailed */
inline noteRefunded() {
  if
  :: has(o[i].refunding, n) || has(o[i].unrefunded, n) -> drop(o[i].refunding, n); drop(o[i].unrefunded, n); put(o[i].refunded, n)
  :: else
  fi
}

/* What was taken for goods that did not ship must go back: unless somebody said no, its deadline asks for it again. */
inline noteRefundFailed() {
  if
  :: has(o[i].refunding, n) && m == PaymentRefundFailed -> o[i].askedRefund = 0
  :: has(o[i].refunding, n) && m == PaymentRefundRefused -> drop(o[i].refunding, n); put(o[i].unrefunded, n)
  :: else
  fi
}

#define ON(news, trigger, rule) \
  :: m == news && OBEYS_##trigger(o[i].state) -> rule; assert(o[i].state == was || LEADS_##trigger(was, o[i].state))

inline noteNews() {
  d_step {
  was = o[i].state;
  if
  ON(InventoryReserved, NoteStockHeld, noteStockHeld())
  ON(InventoryReservedAgain, NoteStockHeld, noteStockHeld())
  ON(InventoryRejected, NoteStockShort, noteStockShort())
  ON(InventoryCommitted, NoteStockCommitted, noteStockCommitted())
  ON(InventoryReleased, NoteStockReleased, noteStockReleased())
  ON(InventoryExpired, NoteStockExpired, noteStockExpired())
  ON(InventoryClosed, NoteStockClosed, noteStockClosed())
  ON(PaymentAuthorized, NotePaymentAuthorized, notePaymentAuthorized())
#ifdef FAILURE_AT_ANY_TIME
  :: m == PaymentDeclined -> notePaymentRefused()
#else
  ON(PaymentDeclined, NotePaymentDeclined, notePaymentRefused())
#endif
  ON(PaymentFailed, NotePaymentFailed, notePaymentRefused())
  ON(PaymentUnknown, NotePaymentUnknown, notePaymentUnknown())
  ON(PaymentReturned, NotePaymentReturned, put(o[i].cameBack, n))
  ON(PaymentClosed, NotePaymentClosed, notePaymentClosed())
  ON(PaymentCaptured, NoteShipmentPaid, noteShipmentPaid())
  ON(PaymentCaptureFailed, NoteShipmentUnpaid, noteShipmentUnpaid())
  ON(PaymentRefunded, NoteRefunded, noteRefunded())
  ON(PaymentRefundFailed, NoteRefundFailed, noteRefundFailed())
  ON(PaymentRefundRefused, NoteRefundFailed, noteRefundFailed())
  :: else
  fi;
  printf("order %d: hears %e %d: %e -> %e\n", i + 1, m, n, was, o[i].state)
  }
#if SHIPMENTS
  ;
  if
  :: begun -> askFor(Refund, o[i].askedRefund, true, PaymentRefundFailed)
  :: else
  fi
#endif
}

#define DO(trigger, text, rule) d_step { \
  was = o[i].state; rule; assert(o[i].state == was || LEADS_##trigger(was, o[i].state)); \
  printf(text, i + 1, was, o[i].state); done }

/* OrderDeadlines; how often payment is asked, and how often an order asks to be closed, is bounded here, and there it is not. */
#ifdef UNPAID_ORDERS_WAIT_FOR_EVER
#define isWindowOver(i) false
#else
#define isWindowOver(i) OBEYS_CloseRetryWindow(o[i].state)
#endif
#ifdef PATIENT
#define isSagaOver(i) false
#else
#define isSagaOver(i) OBEYS_TimeOutSaga(o[i].state)
#endif
#define isChase(i) (OBEYS_ChaseShipment(o[i].state) && o[i].pending && o[i].asked < ASKS)
#define isRefundChase(i) (OBEYS_ChaseRefund(o[i].state) && o[i].refunding && o[i].askedRefund < ASKS)
#define isCloseChase(i) (OBEYS_CancelAgain(o[i].state) && o[i].round < ROUNDS)
#define isOrderBusy(i) (isSagaOver(i) || isWindowOver(i) || isChase(i) || isRefundChase(i) || isCloseChase(i))

/* Orders are alike: the first is placed first. */
#if ORDERS > 1
#define isTurn(i) (i == 0 || o[0].state != Unplaced)
#else
#define isTurn(i) true
#endif

proctype Orders(byte i) {
end:
  do
  :: atomic {
      if
      :: s2o[i]?m, n -> perhapsAgain(ORDER);
#ifndef ON_TIME
        if
        :: m == InventoryReservedAgain -> late = true
        :: true
        fi
#endif
      :: m2o[i]?m, n -> perhapsAgain(ORDER)
#if REPLAYS
      :: HEARD(ORDER) -> takeAgain()
#endif
#if SHIPMENTS
      :: reply[i]??PaymentCaptured, n -> m = PaymentCaptured; printf("order %d: is answered\n", i + 1)
      :: reply[i]??PaymentCaptureFailed, n -> m = PaymentCaptureFailed; printf("order %d: is answered\n", i + 1)
      :: reply[i]??PaymentRefunded, n -> m = PaymentRefunded; printf("order %d: is answered\n", i + 1)
      :: reply[i]??PaymentRefundFailed, n -> m = PaymentRefundFailed; printf("order %d: is answered\n", i + 1)
      :: reply[i]??PaymentRefundRefused, n -> m = PaymentRefundRefused; printf("order %d: is answered\n", i + 1)
#endif
      fi;
      noteNews();
      d_step { done }
    }
  /* people */
  :: atomic { o[i].state == Unplaced && isTurn(i) -> d_step { placeOrder(); printf("order %d: PlaceOrder\n", i + 1) } }
  :: atomic { isCancellable(i) -> DO(Cancel, "order %d: Cancel: %e -> %e\n", cancel()) }
#if ATTEMPTS > 1
  :: atomic { OBEYS_RetryPayment(o[i].state) && o[i].attempt < ATTEMPTS ->
      DO(RetryPayment, "order %d: RetryPayment: %e -> %e\n", retryPayment()) }
#endif
#if SHIPMENTS
  :: atomic { isReady(i) -> beginShipment();
      printf("order %d: BeginShipment %d\n", i + 1, n); askFor(Capture, o[i].asked, true, PaymentCaptureFailed); d_step { done } }
#endif
  /* deadlines */
  :: atomic { isSagaOver(i) -> DO(TimeOutSaga, "order %d: TimeOutSaga: %e -> %e\n", requestCancel()) }
  :: atomic { isWindowOver(i) -> DO(CloseRetryWindow, "order %d: CloseRetryWindow: %e -> %e\n", endUnpaid()) }
#if ROUNDS > 1
  :: atomic { isCloseChase(i) -> d_step { o[i].round++;
      say(o2s, OrderCancelRequested, o[i].attempt); say(o2m, OrderCancelRequested, o[i].attempt);
      printf("order %d: asks again to be closed\n", i + 1) } }
#endif
#if SHIPMENTS
  :: atomic { isChase(i) -> n = o[i].pending;
      printf("order %d: asks for the capture again\n", i + 1);
      askFor(Capture, o[i].asked, false, PaymentCaptureFailed);
      d_step { done } }
  :: atomic { isRefundChase(i) -> n = (has(o[i].refunding, 1) -> 1 : 2);
      printf("order %d: asks for the refund again\n", i + 1);
      askFor(Refund, o[i].askedRefund, false, PaymentRefundFailed);
      d_step { done } }
#endif
  od
}

/* ---- Stock: inventory/domain ------------------------------------------------------------------------------------------------ */

#define isHeard(i, a) (r[i].attempt[a] != 0)
#if ATTEMPTS > 1
#define isHeardAfter(i, a) ((a) == 1 && isHeard(i, 2))
#define isHeardBefore(i, a) ((a) == 2 && isHeard(i, 1))
#else
#define isHeardAfter(i, a) false
#define isHeardBefore(i, a) false
#endif

/* Standing.of */
#define standing(i, a) (r[i].closed -> CLOSED : (isHeard(i, a) -> \
  (r[i].attempt[a] == EXPIRED && isHeardAfter(i, a) -> OUTLIVED : r[i].attempt[a]) : \
  (isHeardAfter(i, a) -> MISSED : (isHeardBefore(i, a) -> NEXT : UNHEARD))))

#define available (onHand - held - committed)

/* Settling.givenBack */
inline letGo(a) {
  if
  :: r[i].attempt[a] == HELD -> held--; r[i].attempt[a] = RELEASED; say(s2o, InventoryReleased, a)
  :: r[i].attempt[a] == COMMITTED -> committed--; r[i].attempt[a] = RELEASED; say(s2o, InventoryReleased, a)
  :: else
  fi
}

inline sayReserved(a) {
  if
  :: has(r[i].second, a) -> say(s2o, InventoryReservedAgain, a); say(s2m, InventoryReservedAgain, a)
  :: else -> say(s2o, InventoryReserved, a); say(s2m, InventoryReserved, a)
  fi
}

/* Holding.hold: all or nothing; a new attempt first gives back what the older one holds, or it would stand in its own way. */
inline hold() {
#if ATTEMPTS > 1 && !defined(OLDER_HOLD_KEPT)
  if
  :: n == 2 && r[i].attempt[1] == HELD -> letGo(1)
  :: else
  fi;
#endif
  if
  :: available > 0 ->
    assert(!r[i].refused);
    if
    :: r[i].attempt[n] == EXPIRED -> put(r[i].second, n)
    :: else
    fi;
    held++;
    r[i].attempt[n] = HELD;
    sayReserved(n)
  :: else ->
#if ATTEMPTS > 1
    assert(r[i].attempt[1] != HELD); /* nobody stands in his own way */
#endif
    r[i].attempt[n] = REJECTED;
    say(s2o, InventoryRejected, n)
  fi
}

/* Answering.again */
inline answerAgain() {
  if
  :: r[i].closed -> say(s2o, InventoryClosed, n)
  :: !r[i].closed && r[i].attempt[n] == HELD -> sayReserved(n)
  :: !r[i].closed && (r[i].attempt[n] == COMMITTED || r[i].attempt[n] == CONSUMED) -> say(s2o, InventoryCommitted, n)
  :: !r[i].closed && (r[i].attempt[n] == RELEASED || r[i].attempt[n] == TOMBSTONE) -> say(s2o, InventoryReleased, n)
  :: !r[i].closed && r[i].attempt[n] == REJECTED -> say(s2o, InventoryRejected, n)
  fi
}

/* Settling.commit: what has expired is held again in the same breath, or the order hears that it is gone. */
inline commit() {
  if
  :: r[i].attempt[n] == HELD -> held--; committed++; r[i].attempt[n] = COMMITTED; say(s2o, InventoryCommitted, n)
#ifdef EXPIRED_HOLD_COMMITTED
  :: r[i].attempt[n] == EXPIRED -> committed++; r[i].attempt[n] = COMMITTED; say(s2o, InventoryCommitted, n)
#else
  :: r[i].attempt[n] == EXPIRED && available > 0 ->
    committed++; r[i].attempt[n] = COMMITTED; say(s2o, InventoryCommitted, n)
  :: r[i].attempt[n] == EXPIRED && available == 0 -> r[i].attempt[n] = REJECTED; say(s2o, InventoryRejected, n)
#endif
  fi
}

/*
 * Settling.consume; CONSUME_AGAIN of the table is a shipment that was heard before, and here there is one at most. What was let go
 * by then is taken from what is available; while that is too little the news is parked, which only other orders can bring about.
 */
inline consume() {
  if
  :: r[i].attempt[n] == CONSUMED
  :: else ->
    if
    :: r[i].attempt[n] == HELD -> held--; say(s2o, InventoryCommitted, n)
    :: r[i].attempt[n] == COMMITTED -> committed--
    :: r[i].attempt[n] == RELEASED || r[i].attempt[n] == EXPIRED -> assert(available > 0)
    fi;
    onHand--;
    r[i].attempt[n] = CONSUMED
  fi
}

/* Settling.release; before anybody has heard of the order it refuses every attempt, and the order is told of attempt 0: nothing */
inline release() {
  if
  :: stood == UNHEARD ->
    r[i].refused = true;
#ifndef NO_TOMBSTONE
    r[i].closed = true
#endif
  :: stood == NEXT || stood == MISSED -> r[i].attempt[n] = TOMBSTONE; say(s2o, InventoryReleased, n)
  :: else ->
    assert((m != PaymentDeclined && m != PaymentFailed) || isRefused(i, n)); /* an answer of one attempt never touches another */
    letGo(n)
  fi
}

/* Settling.close */
inline close() {
#ifndef GOODS_KEPT_WHEN_AN_ORDER_ENDS
  letGo(1);
#if ATTEMPTS > 1
  letGo(2);
#endif
#endif
  r[i].closed = true;
  say(s2o, InventoryClosed, n)
}

#define STOCK(trigger, rule) \
  stands = standing(i, n); assert(stands == stood || LEADS_##trigger(stood, stands)); stockIsSound
#define ASKED(news, trigger, rule) \
  :: m == news && OBEYS_##trigger(stood) -> rule; STOCK(trigger, rule) \
  :: m == news && AGAIN_##trigger(stood) -> answerAgain(); stands = stood

inline hearStock() {
#ifdef RELEASE_WITHOUT_AN_ATTEMPT
  if
  :: (m == PaymentDeclined || m == PaymentFailed) && isHeardAfter(i, n) -> n = 2
  :: else
  fi;
#endif
  stood = standing(i, n);
  if
  ASKED(OrderCreated, Hold, hold())
  ASKED(OrderPaymentRetried, Hold, hold())
  ASKED(OrderAnswerWanted, Answer, hold())
  ASKED(OrderPlaced, Commit, commit())
#ifdef CONSUMED_AT_EVERY_HEARING
  :: m == OrderShipped && stood == CONSUMED -> assert(onHand > 0); onHand--; stockIsSound
#endif
  ASKED(OrderShipped, Ship, consume())
  ASKED(OrderCancelRequested, Close, close())
  ASKED(OrderCancelled, Release, release())
  ASKED(PaymentDeclined, Release, release())
  ASKED(PaymentFailed, Release, release())
  :: else -> stands = stood
  fi;
  printf("stock of order %d: hears %e %d: %e -> %e\n", i + 1, m, n, stood, stands);
  done
}

#define isOverdue(i, a) (OBEYS_Expire(r[i].attempt[a]) && !r[i].closed)

proctype Inventory(byte i) {
end:
  do
  :: atomic {
      if
      :: o2s[i]?m, n -> perhapsAgain(INVENTORY)
      :: m2s[i]?m, n -> perhapsAgain(INVENTORY)
#if REPLAYS
      :: HEARD(INVENTORY) -> takeAgain()
#endif
      fi;
      d_step { hearStock() }
    }
  /* the time of a hold is over: Settling.expire */
  :: atomic {
      if
      :: isOverdue(i, 1) -> n = 1
#if ATTEMPTS > 1
      :: isOverdue(i, 2) -> n = 2
#endif
      fi;
      d_step { held--; r[i].attempt[n] = EXPIRED; say(s2o, InventoryExpired, n); stockIsSound;
        printf("stock of order %d: attempt %d expires\n", i + 1, n); done }
    }
#if RELEASES
  /* a person releases the latest attempt, perhaps before there is any: InventoryCommand.LATEST */
  :: atomic { releases > 0 && o[i].state != Unplaced -> d_step {
      releases--; n = (isHeardAfter(i, 1) -> 2 : 1); stood = standing(i, n);
      if
      :: OBEYS_Release(stood) -> release(); STOCK(Release, release())
      :: else
      fi;
      printf("stock of order %d: released by hand: %e -> %e\n", i + 1, stood, stands); done } }
#endif
  od
}

/* ---- Money: payment/domain -------------------------------------------------------------------------------------------------- */

#define isUnresolved(known) ((known) == INITIATED || (known) == UNKNOWN)
#define hasRest(i, a) (p[i].authorization[a] == SUCCEEDED && !has(p[i].voided, a) && !p[i].captured[a])
#define isKept(i, a) (p[i].captured[a] && !has(p[i].refunded, a))
#define refundable(i, a) (isKept(i, a) && p[i].kind[a] != REFUND)
#define isOpen(i, a) (isUnresolved(p[i].authorization[a]) || (p[i].kind[a] != 0 && (p[i].kind[a] != VOID || hasRest(i, a))))
#define isOver1(i, a) (!hasRest(i, a) && !isKept(i, a) && !isOpen(i, a))
#define isUnwanted(i, a) (p[i].closing || has(p[i].unwanted, a))
#if ATTEMPTS > 1
#define latest(i) (p[i].authorization[2] -> 2 : (p[i].authorization[1] -> 1 : 0))
#define isLiveBefore(i, a) ((a) == 2 && (hasRest(i, 1) || isKept(i, 1)))
#define isUnresolvedBefore(i, a) ((a) == 2 && isUnresolved(p[i].authorization[1]))
#define isOver(i) (isOver1(i, 1) && isOver1(i, 2))
#else
#define latest(i) (p[i].authorization[1] -> 1 : 0)
#define isLiveBefore(i, a) false
#define isUnresolvedBefore(i, a) false
#define isOver(i) (isOver1(i, 1))
#endif

inline begin(what, a, why) {
  p[i].kind[a] = what;
  p[i].known[a] = INITIATED;
  p[i].reference[a] = why;
  g[i].call[a] = CALLING
}

/* FollowUps.Begin.anything: the rest is set free, else what was captured goes back. */
inline backOf(a, isTime) {
  if
  :: !begun && (isUnwanted(i, a) || has(p[i].rest, a)) && hasRest(i, a) && isTime &&
     !WAIT_VOID(p[i].kind[a], p[i].known[a]) && !SAME_VOID(p[i].kind[a], p[i].known[a]) ->
    drop(p[i].later, a); put(p[i].rest, a); begin(VOID, a, 0); begun = true
  :: !begun && isUnwanted(i, a) && !hasRest(i, a) && refundable(i, a) && isTime && !WAIT_REFUND(p[i].kind[a], p[i].known[a]) ->
    drop(p[i].later, a); begin(REFUND, a, 0); begun = true
  :: else
  fi
}

inline back(isPatient) {
  begun = false;
  backOf(1, (!isPatient || !has(p[i].later, 1)))
#if ATTEMPTS > 1
  ; backOf(2, (!isPatient || !has(p[i].later, 2)))
#endif
}

/* FollowUps.step */
inline follow(isPatient) {
  back(isPatient);
  if
  :: !begun && p[i].closing == 1 && isOver(i) -> p[i].closing = 2; say(m2o, PaymentClosed, n)
  :: else
  fi;
  begun = false
}

inline tellRefused(what, a) { say(m2o, what, a); say(m2s, what, a) }

/* AuthorizeRules.restated */
inline restate(a) {
  if
  :: has(p[i].voided, a) -> say(m2o, PaymentReturned, a)
  :: !has(p[i].voided, a) && p[i].authorization[a] == SUCCEEDED -> say(m2o, PaymentAuthorized, a)
  :: p[i].authorization[a] == DECLINED -> tellRefused(PaymentDeclined, a)
  :: p[i].authorization[a] == ERRORED -> tellRefused(PaymentFailed, a)
  :: else
  fi
}

/* AuthorizeRules.bySaga: once per attempt, never beside money that is there or may turn up, and only for goods that are held. */
inline authorize() {
  if
  :: p[i].closing || n < latest(i)
  :: !p[i].closing && n == latest(i) ->
#ifdef AUTHORIZED_AT_EVERY_HEARING
    begun = (p[i].authorization[n] == SUCCEEDED);
    if
    :: begun -> p[i].authorization[n] = INITIATED; g[i].call[n] = CALLING; begun = false
    :: else -> restate(n)
    fi
#else
    restate(n)
#endif
  :: !p[i].closing && n > latest(i) ->
    if
#ifndef PAID_BESIDE_AN_EARLIER_PAYMENT
    :: isUnresolvedBefore(i, n) || isLiveBefore(i, n) -> p[i].authorization[n] = ERRORED; tellRefused(PaymentFailed, n)
#endif
    :: else ->
      assert(isHeard(i, n) && r[i].attempt[n] != REJECTED && r[i].attempt[n] != TOMBSTONE);
      p[i].authorization[n] = INITIATED;
      g[i].call[n] = CALLING
    fi
  fi
}

/* ReturnRules.returnPayment */
inline returnPayment() {
  if
  :: p[i].authorization[n] == 0
  :: p[i].authorization[n] != 0 && isUnwanted(i, n) -> back(false); begun = false
  :: else -> put(p[i].unwanted, n); follow(false)
  fi
}

/* ReturnRules.close */
inline closePayments() {
  if
  :: p[i].closing == 0 ->
    p[i].closing = 1;
#ifdef CLOSED_BEFORE_THE_MONEY_IS_BACK
    p[i].closing = 2;
    say(m2o, PaymentClosed, n);
#endif
    follow(false)
  :: else ->
    back(false);
    if
    :: !begun && isOver(i) -> say(m2o, PaymentClosed, n)
    :: else
    fi;
    begun = false
  fi
}

/* What a caller may hear at once; or not, and then it is announced, or asked for again. */
inline perhapsReply(what, about, isSure) {
  if
  :: nfull(reply[i]) -> reply[i]!!what, about
  :: !(isSure)
  fi
}

/* TransferRules.capture: once per shipment. x is the payment, n the shipment */
inline capture() {
  x = o[i].attempt;
  if
#ifndef CAPTURED_AT_EVERY_ASKING
  :: p[i].captured[x] == n -> perhapsReply(PaymentCaptured, n, o[i].asked == ASKS)
#endif
  :: p[i].captured[x] != n && p[i].kind[x] == CAPTURE && p[i].reference[x] == n
  :: else ->
    if
#ifdef CAPTURED_AT_EVERY_ASKING
    :: p[i].captured[x] == n -> begin(CAPTURE, x, n)
#endif
    :: !WAIT_CAPTURE(p[i].kind[x], p[i].known[x]) && !WAIT_CAPTURE(AUTHORIZE, p[i].authorization[x]) &&
       !p[i].closing && !has(p[i].unwanted, x) && !has(p[i].rest, x) && hasRest(i, x) -> begin(CAPTURE, x, n)
    :: else -> perhapsReply(PaymentCaptureFailed, n, o[i].asked == ASKS)
    fi
  fi
}

/* TransferRules.refund: once per refund */
inline refund() {
  x = o[i].attempt;
  if
  :: p[i].refundedFor[x] == n -> perhapsReply(PaymentRefunded, n, o[i].askedRefund == ASKS)
  :: p[i].refundedFor[x] != n && p[i].kind[x] == REFUND && p[i].reference[x] == n
  :: else ->
    if
    :: WAIT_REFUND(p[i].kind[x], p[i].known[x]) -> perhapsReply(PaymentRefundFailed, n, o[i].askedRefund == ASKS)
    :: !WAIT_REFUND(p[i].kind[x], p[i].known[x]) && refundable(i, x) -> begin(REFUND, x, n)
    :: !WAIT_REFUND(p[i].kind[x], p[i].known[x]) && !refundable(i, x) ->
      perhapsReply(PaymentRefundRefused, n, o[i].askedRefund == ASKS)
    fi
  fi
}

inline hearMoney() {
  if
  :: m == InventoryReserved || m == InventoryReservedAgain -> authorize()
#ifdef CHARGED_BEFORE_THE_GOODS_ARE_HELD
  :: m == OrderCreated -> authorize()
#endif
  :: m == PaymentReturnRequested -> returnPayment()
  :: m == OrderCancelRequested -> closePayments()
  :: else
  fi;
  printf("money of order %d: hears %e %d\n", i + 1, m, n)
}

/* OutcomeRules.note and Tale: what the gateway is known to have done is told, and what is to go back goes on. a is the payment */
inline noteAuthorization() {
  before = p[i].authorization[n];
  if
  :: g[i].call[n] == DONE -> p[i].authorization[n] = HEARD_AUTHORIZE_SUCCEEDED(before)
  :: g[i].call[n] == REFUSED -> p[i].authorization[n] = HEARD_AUTHORIZE_DECLINED(before)
  :: g[i].call[n] == NOTHING || g[i].call[n] == CALLING -> p[i].authorization[n] = HEARD_AUTHORIZE_NOT_SENT(before)
  fi;
  assert(!isUnresolved(p[i].authorization[n])); /* whatever the gateway says settles it */
  g[i].call[n] = (g[i].call[n] == CALLING -> CALLING : 0);
#ifdef LATE_AUTHORIZATION_DROPPED
  if
  :: p[i].closing -> p[i].authorization[n] = (p[i].authorization[n] == SUCCEEDED -> ERRORED : p[i].authorization[n])
  :: else
  fi;
#endif
  if
  :: p[i].authorization[n] == SUCCEEDED -> say(m2o, PaymentAuthorized, n)
  :: p[i].authorization[n] == DECLINED -> tellRefused(PaymentDeclined, n)
  :: p[i].authorization[n] == ERRORED -> tellRefused(PaymentFailed, n)
  fi;
  follow(true);
  printf("money of order %d: authorization %d: %e -> %e\n", i + 1, n, before, p[i].authorization[n]);
  done
}

inline noAnswer() {
  before = p[i].authorization[n];
#ifdef TIMEOUT_TAKEN_AS_A_DECLINE
  p[i].authorization[n] = HEARD_AUTHORIZE_DECLINED(before);
  tellRefused(PaymentDeclined, n);
#else
  p[i].authorization[n] = HEARD_AUTHORIZE_UNKNOWN(before);
  say(m2o, PaymentUnknown, n);
#endif
#ifdef NEW_KEY_FOR_EVERY_TRY
  if
  :: g[i].call[n] == DONE -> g[i].authorized[n]++
  :: else
  fi;
#endif
  printf("money of order %d: authorization %d: no answer\n", i + 1, n);
  done
}

inline noteTransfer() {
  d_step {
  m = 0;
  x = p[i].reference[n];
  before = p[i].known[n];
  if
  :: p[i].kind[n] == CAPTURE ->
    p[i].known[n] = (g[i].call[n] == DONE -> HEARD_CAPTURE_SUCCEEDED(before) :
      (g[i].call[n] == REFUSED -> HEARD_CAPTURE_DECLINED(before) : HEARD_CAPTURE_NOT_SENT(before)));
    if
    :: p[i].known[n] == SUCCEEDED -> p[i].captured[n] = x; say(m2o, PaymentCaptured, x); m = PaymentCaptured
    :: else -> say(m2o, PaymentCaptureFailed, x); m = PaymentCaptureFailed
    fi
  :: p[i].kind[n] == VOID ->
    p[i].known[n] = (g[i].call[n] == DONE -> HEARD_VOID_SUCCEEDED(before) : HEARD_VOID_NOT_SENT(before));
    if
    :: p[i].known[n] == SUCCEEDED -> put(p[i].voided, n); say(m2o, PaymentReturned, n)
    :: else -> put(p[i].later, n)
    fi
  :: p[i].kind[n] == REFUND ->
    p[i].known[n] = (g[i].call[n] == DONE -> HEARD_REFUND_SUCCEEDED(before) : HEARD_REFUND_NOT_SENT(before));
    if
    :: p[i].known[n] == SUCCEEDED && x ->
      put(p[i].refunded, n); p[i].refundedFor[n] = x; say(m2o, PaymentRefunded, x); m = PaymentRefunded
    :: p[i].known[n] == SUCCEEDED && !x -> put(p[i].refunded, n); say(m2o, PaymentReturned, n)
    :: else ->
      if
      :: isUnwanted(i, n) -> put(p[i].later, n)
      :: else
      fi;
      if
      :: x -> say(m2o, PaymentRefundFailed, x); m = PaymentRefundFailed
      :: else
      fi
    fi
  fi;
  what = p[i].kind[n];
  printf("money of order %d: %e %d: %e -> %e\n", i + 1, what, n, before, p[i].known[n]);
  p[i].kind[n] = 0;
  p[i].known[n] = 0;
  p[i].reference[n] = 0;
  g[i].call[n] = 0;
  follow(true)
  }
#if SHIPMENTS
  ;
  if
  :: m != 0 -> perhapsReply(m, x, false)
  :: else
  fi
#endif
  ;
  d_step { done }
}

/* The payment of one attempt: n. */
#if ATTEMPTS > 1
#define EITHER(first, second) if :: first -> n = 1 :: second -> n = 2 fi;
#define EITHERWAY(first, second) (first || second)
#else
#define EITHER(first, second) first -> n = 1;
#define EITHERWAY(first, second) (first)
#endif
#define isLater(i, a) (has(p[i].later, a) && (hasRest(i, a) || refundable(i, a)))

#ifdef ABSENT_TAKEN_AS_PROOF
#define isAnswered(a) true
#else
#define isAnswered(a) (g[i].call[a] != CALLING)
#endif
#define isSettled(i, a) (isUnresolved(p[i].authorization[a]) && isAnswered(a))

/* ---- The gateway: does what it is asked, refuses, or never hears of it; nothing comes after its time ------------------------- */

#define isReturn(a) (p[i].kind[a] == VOID || p[i].kind[a] == REFUND)
#define isAuthorization(a) (p[i].kind[a] == 0)

inline effect() {
  g[i].call[n] = DONE;
  if
  :: isAuthorization(n) -> g[i].authorized[n]++; printf("gateway: authorizes %d of order %d\n", n, i + 1)
  :: p[i].kind[n] == CAPTURE -> g[i].captured[n]++; printf("gateway: captures %d of order %d\n", n, i + 1)
  :: p[i].kind[n] == VOID -> put(g[i].voided, n); printf("gateway: voids %d of order %d\n", n, i + 1)
  :: p[i].kind[n] == REFUND -> put(g[i].refunded, n); printf("gateway: refunds %d of order %d\n", n, i + 1)
  fi;
  moneyIsSound
}

#ifdef PROMPT
/* The gateway answers at once, yes or no: for what does not depend on it. */
#define isCalled(i) EITHERWAY(g[i].call[1] == CALLING, g[i].call[2] == CALLING)
#define ANSWERED_AT_ONCE \
  do \
  :: isCalled(i) -> EITHER(g[i].call[1] == CALLING, g[i].call[2] == CALLING) \
    if \
    :: effect() \
    :: !isReturn(n) -> g[i].call[n] = REFUSED \
    fi; \
    if \
    :: isAuthorization(n) -> d_step { noteAuthorization() } \
    :: else -> noteTransfer() \
    fi \
  :: else -> break \
  od;
#else
#define ANSWERED_AT_ONCE
#endif

proctype Payment(byte i) {
end:
  do
  :: atomic {
      if
      :: o2m[i]?m, n -> perhapsAgain(PAYMENT)
      :: s2m[i]?m, n -> perhapsAgain(PAYMENT)
#if REPLAYS
      :: HEARD(PAYMENT) -> takeAgain()
#endif
      fi;
      d_step { hearMoney() };
      ANSWERED_AT_ONCE
      d_step { done }
    }
#if SHIPMENTS
  :: atomic { ask[i]??Capture, n -> capture(); printf("money of order %d: asked to capture for shipment %d\n", i + 1, n);
      ANSWERED_AT_ONCE
      d_step { done } }
  :: atomic { ask[i]??Refund, n -> refund(); printf("money of order %d: asked to refund shipment %d\n", i + 1, n);
      ANSWERED_AT_ONCE
      d_step { done } }
#endif
  :: atomic { EITHER(isSettled(i, 1), isSettled(i, 2)) d_step { noteAuthorization() } }
  :: atomic { EITHER(p[i].authorization[1] == INITIATED, p[i].authorization[2] == INITIATED) d_step { noAnswer() } }
  :: atomic { EITHER(p[i].kind[1] != 0 && isAnswered(1), p[i].kind[2] != 0 && isAnswered(2)) noteTransfer() }
  :: atomic { EITHER(p[i].known[1] == INITIATED, p[i].known[2] == INITIATED)
      d_step { p[i].known[n] = UNKNOWN; what = p[i].kind[n];
        printf("money of order %d: %e %d: no answer\n", i + 1, what, n); done } }
  /* PaymentDeadlines.VOID_AGAIN, REFUND_AGAIN */
  :: atomic { EITHER(isLater(i, 1), isLater(i, 2))
      d_step { back(false); printf("money of order %d: %d goes on to be given back\n", i + 1, n); done } }
  od
}

#ifndef PROMPT
proctype Provider(byte i) {
end:
  do
  :: atomic { EITHER(g[i].call[1] == CALLING, g[i].call[2] == CALLING)
      if
      :: effect()
      :: !isReturn(n) -> g[i].call[n] = REFUSED; printf("gateway: says no to %d of order %d\n", n, i + 1)
      :: !isReturn(n) -> g[i].call[n] = NOTHING; printf("gateway: what is asked of %d of order %d never arrives\n", n, i + 1)
      :: isReturn(n) && away > 0 -> away--; g[i].call[n] = NOTHING;
        printf("gateway: what is asked of %d of order %d never arrives\n", n, i + 1)
      fi;
      d_step { done }
    }
  od
}
#endif

/* ---- At rest: nothing is under way and no deadline stands, whatever people might still want. Then all has come to its end. ---- */

#define isHeardByAll(i) (len(o2s[i]) + len(o2m[i]) + len(s2o[i]) + len(s2m[i]) + len(m2o[i]) + len(m2s[i]) + \
  len(ask[i]) + len(reply[i]) == 0)
#define isPaymentBusy(i, a) (isUnresolved(p[i].authorization[a]) || p[i].kind[a] != 0 || isLater(i, a) || g[i].call[a] != 0)
#if ATTEMPTS > 1
#define isBusy(i) (!isHeardByAll(i) || isOrderBusy(i) || isOverdue(i, 1) || isOverdue(i, 2) || \
  isPaymentBusy(i, 1) || isPaymentBusy(i, 2))
#else
#define isBusy(i) (!isHeardByAll(i) || isOrderBusy(i) || isOverdue(i, 1) || isPaymentBusy(i, 1))
#endif
#if ORDERS > 1
#define isAtRest (!isBusy(0) && !isBusy(1) && again == 0)
#else
#define isAtRest (!isBusy(0) && again == 0)
#endif
#define sameBooks(i, a) ((p[i].authorization[a] == SUCCEEDED) == (g[i].authorized[a] > 0) && \
  (p[i].captured[a] > 0) == (g[i].captured[a] > 0) && \
  has(p[i].voided, a) == has(g[i].voided, a) && has(p[i].refunded, a) == has(g[i].refunded, a) && !isOpen(i, a))

inline isWell(i) {
  assert(sameBooks(i, 1));
#if ATTEMPTS > 1
  assert(sameBooks(i, 2));
#endif
  if
  :: o[i].state == Unplaced -> assert(live(i) == 0 && charged(i) == 0)
  :: o[i].state == Cancelled -> assert(live(i) == 0 && charged(i) == 0)
  :: o[i].state == Confirmed ->
    assert(r[i].attempt[o[i].attempt] == COMMITTED && charged(i) == 1 && hasRest(i, o[i].attempt))
  :: o[i].state == Shipped ->
    assert(r[i].attempt[o[i].attempt] == CONSUMED && live(i) == 0 && charged(i) == 1 && isKept(i, o[i].attempt))
  :: else -> assert(false) /* an order that was accepted waits for ever */
  fi
}

proctype Rest() {
end:
  do
#ifdef ENDING
  :: isAtRest -> progress: skip /* the only thing that may go on for ever */
#else
  :: atomic { timeout -> assert(isAtRest) }
  :: atomic { isAtRest -> d_step {
      printf("at rest\n");
      isWell(0);
#if ORDERS > 1
      isWell(1)
#endif
    } }
#endif
  od
}

init {
  atomic {
    assert(stateIsCounted && standingIsCounted && knownIsCounted && kindIsCounted);
    n = 0;
    do
    :: n < ORDERS -> run Orders(n); run Inventory(n); run Payment(n);
#ifndef PROMPT
      run Provider(n);
#endif
      n++
    :: else -> break
    od;
    n = 0;
    run Rest()
  }
}
