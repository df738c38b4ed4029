package dev.caravan.platform.messenger;

import dev.caravan.message.Action;
import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.platform.Capabilities.TextUnit;
import dev.caravan.platform.Shown;
import dev.caravan.platform.Written;
import dev.caravan.platform.Written.Place;
import dev.caravan.platform.graph.Foot;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.PlainDialect;
import dev.caravan.platform.text.Splitter;
import java.util.List;

/** The text of a content as Messenger gets it: with what its widgets cannot say, cut to parts. */
final class MessengerText {
  private static final Measure MEASURE = Measure.of(TextUnit.UTF16_UNITS);
  private static final Splitter SPLITTER = new Splitter(MessengerPlatform.TEXT_LIMIT, MEASURE);

  private MessengerText() {}

  /** Every attachment is fetched by its address, as an image or as a file, in its own message. */
  static Written written(Content content) {
    WidgetKind kind = WidgetKind.of(content.actions());
    Shown shown = kind.shown(content.actions());
    Written written =
        Written.of(content, SPLITTER, shown, names(shown.widgets()), attachment -> Place.FILE);
    return Foot.under(written, content.format(), kind.textLimit(), MEASURE);
  }

  /** What a part says; {@code source} is its text as the content writes it. */
  static String said(Content content, String source, int limit) {
    return content.format() == Format.MARKDOWN ? PlainDialect.of(source, limit, MEASURE) : source;
  }

  /** Quick replies have no place for what their select is called. */
  private static List<String> names(List<Action> widgets) {
    return widgets.stream()
        .filter(Action.Select.class::isInstance)
        .map(action -> ((Action.Select) action).label() + ":")
        .toList();
  }
}
