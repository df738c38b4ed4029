package dev.caravan.platform.googlechat;

import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What the card under a message shows; what finds no room on it is said by the text.
 *
 * @param images those with an address that Chat takes, in their order
 * @param bytes the most that the card takes of the message
 */
record CardPlan(Shown shown, List<Attachment> images, int bytes) {
  /** No number is published; clients cut longer labels off. In UTF-16 units. */
  static final int BUTTON_LABEL = 40;

  /** The same of an entry of a select, which has a line of its own. */
  static final int OPTION_LABEL = 60;

  /** The same of a select's name and of what an image shows to those who cannot see it. */
  static final int NAME = 100;

  /** Half of what a message says; the other half is left for its text. In bytes. */
  private static final int ROOM = 14_000;

  /** Of the 100 widgets that a card shows (google.apps.card.v1, Card), actions take some. */
  private static final int MOST_IMAGES = 50;

  /** The JSON around a button's, an entry's, a select's and an image's own words, and a card's. */
  private static final int BUTTON = 200 + ChatCards.LONGEST_FUNCTION;

  private static final int OPTION = 60;
  private static final int SELECT = 250 + ChatCards.LONGEST_FUNCTION;
  private static final int IMAGE = 60;
  private static final int CARD = 100;

  static CardPlan of(Content content) {
    Room room = new Room();
    Set<Action> fitting = new HashSet<>();
    shown(content, action -> 1).widgets().stream().filter(room::takes).forEach(fitting::add);
    int tooMany = GoogleChatPlatform.ACTIONS.buttons() + 1;
    List<Attachment> images =
        content.extras().attachments().stream()
            .filter(CardPlan::shows)
            .distinct()
            .limit(MOST_IMAGES)
            .filter(room::takes)
            .toList();
    return new CardPlan(
        shown(content, action -> fitting.contains(action) ? 1 : tooMany), images, room.taken);
  }

  private static Shown shown(Content content, ToIntFunction<Action> places) {
    return Shown.of(content.actions(), GoogleChatPlatform.ACTIONS, places);
  }

  /** "The HTTPS URL that hosts the image" (google.apps.card.v1, Image). */
  private static boolean shows(Attachment attachment) {
    return attachment.image() && attachment.url().startsWith("https://");
  }

  /** How much of the card's room is taken. */
  private static final class Room {
    private int taken;

    boolean takes(Action action) {
      return takes(
          action instanceof Action.Select select ? of(select) : of((Action.Button) action));
    }

    boolean takes(Attachment image) {
      return takes(IMAGE + ChatMarkup.bytes(image.url()) + label(image.label(), NAME));
    }

    private boolean takes(int bytes) {
      int before = taken == 0 ? CARD : taken;
      if (before + bytes > ROOM) {
        return false;
      }
      taken = before + bytes;
      return true;
    }

    private static int of(Action.Button button) {
      int url = button.url() == null ? 0 : ChatMarkup.bytes(button.url());
      return BUTTON + label(button.label(), BUTTON_LABEL) + url;
    }

    private static int of(Action.Select select) {
      return SELECT
          + label(select.label(), NAME)
          + select.options().stream()
              .mapToInt(option -> OPTION + label(option.label(), OPTION_LABEL))
              .sum();
    }

    private static int label(String label, int most) {
      return ChatMarkup.bytes(Labels.cut(label, most));
    }
  }
}
