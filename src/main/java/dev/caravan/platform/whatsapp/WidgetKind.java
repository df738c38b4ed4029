package dev.caravan.platform.whatsapp;

import dev.caravan.message.Action;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Shown;
import java.util.List;

/** The one kind of widgets that a message can have: WhatsApp mixes none of them. */
enum WidgetKind {
  /** Buttons that come back. */
  BUTTONS(WhatsAppPlatform.ACTIONS.buttons()),
  /** A list that opens, for one select. */
  LIST(1),
  /** One link; it is the last choice, since an address can be pressed in a text too. */
  LINK(1);

  private final int places;

  WidgetKind(int places) {
    this.places = places;
  }

  /** The kind of the first action that is a button or a select which fits. */
  static WidgetKind of(List<Action> actions) {
    return actions.stream()
        .map(WidgetKind::of)
        .filter(kind -> kind != LINK)
        .findFirst()
        .orElse(LINK);
  }

  private static WidgetKind of(Action action) {
    if (action instanceof Action.Select select) {
      return select.options().size() <= WhatsAppPlatform.ACTIONS.selectOptions() ? LIST : LINK;
    }
    return action instanceof Action.Button button && button.url() == null ? BUTTONS : LINK;
  }

  /** The actions of this kind as widgets, as many as there are places, and the rest as lines. */
  Shown shown(List<Action> actions) {
    return Shown.of(
        actions,
        new Capabilities.Actions(places, WhatsAppPlatform.ACTIONS.selectOptions()),
        action -> of(action) == this ? 1 : places + 1);
  }
}
