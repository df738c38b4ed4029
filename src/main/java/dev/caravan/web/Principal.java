package dev.caravan.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose key a request came with.
 *
 * @param name how rows and the trail name it, such as {@code key:<name>}
 * @param allowance null for the admin, who is not limited
 * @param agentId the one agent that it may speak as; null unless its role is {@link Role#AGENT}
 */
public record Principal(
    String name, Role role, @Nullable UUID agentId, @Nullable Allowance allowance) {

  /** Under which key calls are counted, and the limit of its own; null where it has none. */
  public record Allowance(UUID key, @Nullable CallLimit own) {}

  /** Whoever has the token of {@code $CARAVAN_HOME/admin.token}. */
  static final Principal ADMIN = new Principal("admin", Role.ADMIN, null, null);
}
