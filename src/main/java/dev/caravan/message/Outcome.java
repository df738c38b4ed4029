package dev.caravan.message;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one try to send ended. */
public sealed interface Outcome {

  /** The platform took it and named it. */
  record Sent(List<String> platformIds) implements Outcome {
    public Sent {
      platformIds = List.copyOf(platformIds);
    }
  }

  /** Nothing was sent; it may be tried again, not before {@code after} where the platform says. */
  record Retry(Reason reason, String detail, @Nullable Duration after) implements Outcome {}

  /** The platform asked for silence; this is no attempt and no failure. */
  record Limited(Duration after, Scope scope) implements Outcome {}

  /** The platform refused it for good. */
  record Rejected(Reason reason, String detail) implements Outcome {}

  /** Nothing was sent: the recipient lives on under another id, to which it may go at once. */
  record Moved(String to) implements Outcome {}

  /** It may or may not have arrived; nobody may try again without a key or a human. */
  record Unknown(Reason reason, String detail) implements Outcome {}

  /** Whom a limit binds. */
  enum Scope implements Word {
    CONNECTION,
    RECIPIENT
  }

  /** The outcome's name in rows, metrics and answers. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
