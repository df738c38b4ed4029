package dev.caravan.message;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Input that cannot be taken, with everything that is wrong with it; nothing was changed. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient List<Fault> faults;
  private final @Nullable Duration after;

  /** What kind of refusal it is; the HTTP side makes a status of it. */
  public enum Kind {
    UNREADABLE,
    INVALID,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    OUTDATED,
    UNAVAILABLE
  }

  /** A refusal for one or more faults. */
  public Refused(Kind kind, List<Fault> faults) {
    this(kind, faults, null);
  }

  private Refused(Kind kind, List<Fault> faults, @Nullable Duration after) {
    super(faults.stream().map(Fault::message).reduce((a, b) -> a + " " + b).orElse(kind.name()));
    this.kind = kind;
    this.faults = List.copyOf(faults);
    this.after = after;
  }

  /** A refusal for one fault. */
  public Refused(Kind kind, String field, String code, String message) {
    this(kind, List.of(new Fault(field, code, message)));
  }

  /** A refusal for one fault, which may be over {@code after} that long. */
  public Refused(Kind kind, String field, String code, String message, Duration after) {
    this(kind, List.of(new Fault(field, code, message)), after);
  }

  public Kind kind() {
    return kind;
  }

  public List<Fault> faults() {
    return faults;
  }

  /** When to try again; null where that is not known, or nothing would change. */
  public @Nullable Duration after() {
    return after;
  }
}
