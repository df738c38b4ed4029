package dev.caravan.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a message so far. */
public record Progress(
    Status status,
    Decision decision,
    Human human,
    Waiting waiting,
    Delivered delivered,
    Instant updatedAt) {

  /** Who answered for it. */
  public record Human(
      @Nullable String approvedBy,
      @Nullable Instant approvedAt,
      @Nullable String rejectionReason) {}

  /** What it waits for, as far as its row knows: its due time, or the stop that holds it. */
  public record Waiting(@Nullable Instant dueAt, boolean queued, @Nullable Instant nextAttemptAt) {}

  /** What the platform said, and what was changed about that afterwards. */
  public record Delivered(
      List<Part> parts,
      @Nullable Instant sentAt,
      int attempts,
      @Nullable String errorReason,
      @Nullable String errorMessage,
      Afterwards afterwards) {
    public Delivered {
      parts = List.copyOf(parts);
    }

    /** What the platform said of a message that nobody has changed since. */
    public Delivered(
        List<Part> parts,
        @Nullable Instant sentAt,
        int attempts,
        @Nullable String errorReason,
        @Nullable String errorMessage) {
      this(parts, sentAt, attempts, errorReason, errorMessage, Afterwards.NOTHING);
    }
  }

  /** What happened to a message after it was sent: it was edited, or taken back by somebody. */
  public record Afterwards(
      @Nullable Instant editedAt,
      @Nullable Instant recalledAt,
      @Nullable String recalledBy,
      @Nullable String recallReason) {

    /** It stands as it was sent. */
    public static final Afterwards NOTHING = new Afterwards(null, null, null, null);
  }

  /** What happened to it after it was sent. */
  public Afterwards afterwards() {
    return delivered.afterwards();
  }
}
