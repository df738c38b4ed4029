package dev.caravan.agent;

import dev.caravan.message.Target;
import dev.caravan.message.Word;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Permission for some deeds on one connection, on one platform, or, where both are null, anywhere.
 */
public record Grant(@Nullable String platform, @Nullable String connection, Set<Deed> deeds) {
  public Grant {
    deeds = Set.copyOf(deeds);
  }

  /** What can be granted. */
  public enum Deed implements Word {
    SEND,
    SCHEDULE,
    ALERT,
    BUTTONS,
    MENTION_ALL
  }

  /** What an agent may do unless told otherwise: everything anywhere but to mention everybody. */
  public static List<Grant> usual() {
    return List.of(new Grant(null, null, EnumSet.complementOf(EnumSet.of(Deed.MENTION_ALL))));
  }

  /** Whether this grant reaches the target. */
  public boolean covers(Target target) {
    return covers(target.platform(), target.connection());
  }

  /** Whether this grant reaches a connection of a platform. */
  public boolean covers(String ofPlatform, String ofConnection) {
    return (platform == null || platform.equals(ofPlatform))
        && (connection == null || connection.equals(ofConnection));
  }
}
