package dev.caravan.platform.whatsapp;

import dev.caravan.message.Action;
import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.platform.Capabilities.TextUnit;
import dev.caravan.platform.Shown;
import dev.caravan.platform.Written;
import dev.caravan.platform.graph.Foot;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.Splitter;
import java.util.List;

/**
 * The text of a content as WhatsApp gets it: with what its widgets cannot say, and cut to parts.
 */
final class WhatsAppText {
  /** Characters of an interactive message's body (OpenAPI of business messaging, BodyObject). */
  static final int BODY_LIMIT = 1024;

  private static final Measure MEASURE = Measure.of(TextUnit.UTF16_UNITS);
  private static final Splitter SPLITTER = new Splitter(WhatsAppPlatform.TEXT_LIMIT, MEASURE);

  private WhatsAppText() {}

  static Written written(Content content) {
    Shown shown = WidgetKind.of(content.actions()).shown(content.actions());
    Written written = Written.of(content, SPLITTER, shown, names(shown.widgets()), Media::place);
    return Foot.under(written, content.format(), BODY_LIMIT, MEASURE);
  }

  /** What a part says; {@code source} is its text as the content writes it. */
  static String said(Content content, String source, int limit) {
    return content.format() == Format.MARKDOWN ? WhatsAppDialect.of(source, limit) : source;
  }

  /** The name of a select that its button has no room for. */
  private static List<String> names(List<Action> widgets) {
    return widgets.stream()
        .filter(Action.Select.class::isInstance)
        .map(action -> ((Action.Select) action).label())
        .filter(label -> label.length() > Interactive.TITLE)
        .map(label -> label + ":")
        .toList();
  }
}
