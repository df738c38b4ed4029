package dev.caravan.message;

import java.util.List;

/** Input that cannot be taken, with everything that is wrong with it; nothing was changed. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient List<Fault> faults;

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
    super(faults.stream().map(Fault::message).reduce((a, b) -> a + " " + b).orElse(kind.name()));
    this.kind = kind;
    this.faults = List.copyOf(faults);
  }

  /** A refusal for one fault. */
  public Refused(Kind kind, String field, String code, String message) {
    this(kind, List.of(new Fault(field, code, message)));
  }

  public Kind kind() {
    return kind;
  }

  public List<Fault> faults() {
    return faults;
  }
}
