package dev.caravan.message;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where a message stands, and from where it may have come there: the one table of transitions. */
public enum Status implements Word {
  PENDING,
  APPROVED,
  SENT,
  DELIVERED,
  READ,
  UNKNOWN,
  DENIED,
  REJECTED,
  CANCELLED,
  EXPIRED,
  FAILED,
  DEAD;

  private static final Set<Status> OPEN = EnumSet.of(PENDING, APPROVED, UNKNOWN);

  /** Whether a message that stands here may move to {@code next}. */
  public boolean mayBecome(Status next) {
    return successors().contains(next);
  }

  /** Every status that may stand directly before this one. */
  public List<String> predecessors() {
    return Arrays.stream(values()).filter(s -> s.mayBecome(this)).map(Word::word).toList();
  }

  /** Whether the hub or a human still has something to do about the message. */
  public boolean isOpen() {
    return OPEN.contains(this);
  }

  private Set<Status> successors() {
    return switch (this) {
      case PENDING -> EnumSet.of(APPROVED, REJECTED, EXPIRED, CANCELLED);
      case APPROVED -> EnumSet.of(PENDING, DENIED, SENT, FAILED, DEAD, UNKNOWN, EXPIRED, CANCELLED);
      case SENT -> EnumSet.of(DELIVERED, READ, FAILED);
      case DELIVERED -> EnumSet.of(READ, FAILED);
      case UNKNOWN -> EnumSet.of(SENT, APPROVED, FAILED);
      case READ, DENIED, REJECTED, CANCELLED, EXPIRED, FAILED, DEAD -> EnumSet.noneOf(Status.class);
    };
  }
}
