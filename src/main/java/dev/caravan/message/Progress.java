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

  /** What the platform said. */
  public record Delivered(
      List<Part> parts,
      @Nullable Instant sentAt,
      int attempts,
      @Nullable String errorReason,
      @Nullable String errorMessage) {
    public Delivered {
      parts = List.copyOf(parts);
    }
  }
}
