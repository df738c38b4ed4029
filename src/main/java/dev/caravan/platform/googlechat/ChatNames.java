package dev.caravan.platform.googlechat;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Texts;
import dev.caravan.platform.NotSent;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of Chat's resources (Chat API v1, spaces, spaces.messages, Thread). */
final class ChatNames {
  private static final Pattern SPACE = Pattern.compile("spaces/[A-Za-z0-9_-]+");
  private static final Pattern THREAD = Pattern.compile("spaces/[A-Za-z0-9_-]+/threads/[\\w.-]+");
  private static final Pattern MESSAGE =
      Pattern.compile("(spaces/[A-Za-z0-9_-]+)/messages/([\\w-]+)(\\.[\\w-]+)?");

  private ChatNames() {}

  static boolean isSpace(String name) {
    return SPACE.matcher(name).matches();
  }

  static boolean isThread(String name) {
    return THREAD.matcher(name).matches();
  }

  static boolean isMessage(String name) {
    return MESSAGE.matcher(name).matches();
  }

  /** The name as it stands in an address; throws {@link NotSent} where it can be no message's. */
  static String message(String platformId) {
    if (!isMessage(platformId)) {
      String why =
          "'%s' is no message of Google Chat's, for example spaces/AAAA/messages/BBBB.CCCC."
              .formatted(Texts.shown(platformId));
      throw new NotSent(new Outcome.Rejected(Reason.REQUEST_REFUSED, why), why);
    }
    return platformId;
  }

  /**
   * The thread in which a message stands: its id is the thread's and then its own, with a dot
   * between. Empty where the name does not say, as one that an app assigned itself.
   */
  static Optional<String> threadOf(String message) {
    Matcher name = MESSAGE.matcher(message);
    return name.matches() && name.group(3) != null
        ? Optional.of(name.group(1) + "/threads/" + name.group(2))
        : Optional.empty();
  }
}
