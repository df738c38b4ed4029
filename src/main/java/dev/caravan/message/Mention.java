package dev.caravan.message;

/**
 * Somebody whom a message notifies; what its text says notifies nobody.
 *
 * @param id as the platform names them; empty for {@code everyone} and {@code here}
 */
public record Mention(Kind kind, String id) {

  /** Who is meant. */
  public enum Kind implements Word {
    USER,
    ROLE,
    EVERYONE,
    HERE
  }

  /** Whether it notifies a crowd, which needs a grant of its own. */
  public boolean mass() {
    return kind == Kind.EVERYONE || kind == Kind.HERE;
  }
}
