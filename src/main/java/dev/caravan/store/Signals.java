package dev.caravan.store;

import org.jdbi.v3.core.Handle;

/** What one node tells the others through PostgreSQL, so that a change holds everywhere at once. */
public final class Signals {
  /** The one channel that every node listens to. */
  public static final String CHANNEL = "caravan";

  /** What has changed; a wake-up carries the connection's name behind a colon. */
  public static final String AGENTS = "agents";

  public static final String STOPS = "stops";
  public static final String KEYS = "keys";
  public static final String PAUSES = "pauses";
  public static final String RECIPIENTS = "recipients";
  public static final String CONTACTS = "contacts";
  public static final String TEMPLATES = "templates";
  public static final String WAKE = "wake:";

  /** A connection was given up. */
  public static final String FREE = "free";

  private Signals() {}

  /** Tells all nodes, once the caller's transaction has committed. */
  public static void send(Handle handle, String signal) {
    handle
        .createQuery("select pg_notify(:channel, :signal)")
        .bind("channel", CHANNEL)
        .bind("signal", signal)
        .mapToMap()
        .list();
  }
}
