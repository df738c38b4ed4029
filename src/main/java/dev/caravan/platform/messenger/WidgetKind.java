package dev.caravan.platform.messenger;

import dev.caravan.message.Action;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Shown;
import java.util.List;

/** The one kind of widgets that a message has here. */
enum WidgetKind {
  /**
   * A button template, whose text has at most 640 characters (developers.facebook.com, Messenger
   * Platform, button template).
   */
  BUTTONS(MessengerPlatform.ACTIONS.buttons(), 640),
  /** Quick replies for one select, under an ordinary text; they vanish once one is pressed. */
  QUICK_REPLIES(1, MessengerPlatform.TEXT_LIMIT);

  private final int places;
  private final int textLimit;

  WidgetKind(int places, int textLimit) {
    this.places = places;
    this.textLimit = textLimit;
  }

  /** The kind of the first action that fits; buttons where none does. */
  static WidgetKind of(List<Action> actions) {
    return actions.stream()
        .filter(action -> !(action instanceof Action.Select select) || fits(select))
        .map(WidgetKind::of)
        .findFirst()
        .orElse(BUTTONS);
  }

  private static WidgetKind of(Action action) {
    return action instanceof Action.Select ? QUICK_REPLIES : BUTTONS;
  }

  private static boolean fits(Action.Select select) {
    return select.options().size() <= MessengerPlatform.ACTIONS.selectOptions();
  }

  /** The most that the text above the widgets may have, in UTF-16 units. */
  int textLimit() {
    return textLimit;
  }

  /** The actions of this kind as widgets, as many as there are places, and the rest as lines. */
  Shown shown(List<Action> actions) {
    return Shown.of(
        actions,
        new Capabilities.Actions(places, MessengerPlatform.ACTIONS.selectOptions()),
        action -> of(action) == this ? 1 : places + 1);
  }
}
