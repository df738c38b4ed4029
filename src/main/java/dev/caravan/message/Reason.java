package dev.caravan.message;

/** Why something was decided or ended as it did: the closed set of rows, metrics, API and pages. */
public enum Reason implements Word {
  // Governance.
  FULLY_TRUSTED,
  MATURITY_MONITORED,
  MATURITY_NEEDS_APPROVAL,
  MATURITY_DENIED,
  APPROVED_BY_HUMAN,
  APPROVAL_VOID,
  APPROVAL_EXPIRED,
  UNDO_WINDOW,
  STOPPED,
  AGENT_UNKNOWN,
  AGENT_RETIRED,
  NOT_GRANTED,
  OPTED_OUT,
  RECIPIENT_DEAD,
  QUIET_HOURS,
  FREQUENCY_CAP,
  SITE_RULE,
  NO_RULE_SPOKE,
  POLICY_FAILED,
  // The hub has too much to send, and refuses what is not urgent.
  BACKPRESSURE,
  // Time.
  EXPIRED,
  TOO_OLD,
  // A schedule's firing of which no message came.
  FIRING_MISSED,
  CATCHUP_OVER,
  STILL_UNDER_WAY,
  SCHEDULE_GONE,
  // Delivery: nothing had been written, so nothing was sent.
  CONNECT_FAILED,
  ROUTE_UNAVAILABLE,
  BREAKER_OPEN,
  // Delivery: the platform said so.
  RATE_LIMITED,
  SERVER_ERROR,
  CREDENTIAL_REFUSED,
  RECIPIENT_UNKNOWN,
  RECIPIENT_UNREACHABLE,
  RECIPIENT_MOVED,
  WINDOW_CLOSED,
  CONTENT_REFUSED,
  REQUEST_REFUSED,
  // Delivery: the message may have arrived.
  TIMEOUT,
  CONNECTION_LOST,
  ANSWER_NOT_UNDERSTOOD,
  CRASHED_WHILE_SENDING,
  ROUTE_FAILED,
  SEND_STUCK,
  KEY_EXPIRED,
  // The end of patience, or a human.
  TRIES_USED_UP,
  CANCELLED_BY_HUMAN,
  REJECTED_BY_HUMAN,
  SETTLED_BY_HUMAN
}
