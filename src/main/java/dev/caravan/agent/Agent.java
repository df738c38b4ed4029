package dev.caravan.agent;

import dev.caravan.message.Maturity;
import dev.caravan.message.Target;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who speaks: an AI agent or a business system. */
public record Agent(
    UUID id, String name, Maturity maturity, Profile profile, List<Grant> grants, Life life) {
  public Agent {
    grants = List.copyOf(grants);
  }

  /**
   * What is known of it.
   *
   * @param confidence from 0 to 1
   * @param maxLoad how much work it takes at once, from 1
   */
  public record Profile(
      @Nullable Double confidence,
      List<String> capabilities,
      int maxLoad,
      @Nullable String endpoint) {
    public Profile {
      capabilities = List.copyOf(capabilities);
    }
  }

  /** Its time here; {@code version} grows with each change. */
  public record Life(
      long version, Instant createdAt, Instant updatedAt, @Nullable Instant retiredAt) {}

  /** Whether it may still act at all. */
  public boolean live() {
    return life.retiredAt() == null;
  }

  /** Whether some grant allows the deed towards the target. */
  public boolean may(Grant.Deed deed, Target target) {
    return grants.stream().anyMatch(g -> g.covers(target) && g.deeds().contains(deed));
  }
}
