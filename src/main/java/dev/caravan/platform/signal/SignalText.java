package dev.caravan.platform.signal;

import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.platform.Capabilities.TextUnit;
import dev.caravan.platform.Shown;
import dev.caravan.platform.Written;
import dev.caravan.platform.Written.Place;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.PlainDialect;
import dev.caravan.platform.text.Splitter;
import java.util.List;
import java.util.Optional;

/**
 * The text of one message.
 *
 * @param written as it is sent
 * @param styled whether it is in the styled mode
 * @param seen as people see it
 */
record SignalText(String written, boolean styled, String seen) {
  /** What stands for a mentioned person in the text; apps show the name in the at sign's place. */
  static final String MENTIONED = "@ ";

  /** The hub's own bound: more would leave no room for the text. */
  private static final int MOST_MENTIONS = 100;

  private static final Measure MEASURE = Measure.of(TextUnit.BYTES);

  /** All that a content says, cut to parts; Signal has no buttons and takes no files by address. */
  static Written written(Content content) {
    Shown shown = Shown.of(content.actions(), SignalPlatform.ACTIONS, action -> 1);
    Splitter splitter = new Splitter(limit(content), MEASURE);
    return Written.of(content, splitter, shown, List.of(), attachment -> Place.LINK);
  }

  /** One part of it; what the styled mode cannot say goes out unstyled. */
  static SignalText of(Content content, String source) {
    if (content.format() == Format.PLAIN) {
      return new SignalText(source, false, source);
    }
    Optional<SignalText> styled =
        SignalDialect.of(source)
            .filter(text -> !text.seen().isBlank() && MEASURE.of(text.seen()) <= limit(content));
    String plain = PlainDialect.of(source, limit(content), MEASURE);
    return styled.orElseGet(() -> new SignalText(plain, false, plain));
  }

  /** Whom the content mentions, as far as Signal knows them: it has neither roles nor crowds. */
  static List<String> mentions(Content content) {
    return content.extras().mentions().stream()
        .filter(mention -> mention.kind() == Mention.Kind.USER)
        .map(Mention::id)
        .filter(SignalAddress::isPerson)
        .distinct()
        .limit(MOST_MENTIONS)
        .toList();
  }

  private static int limit(Content content) {
    return SignalPlatform.TEXT_LIMIT - MENTIONED.length() * mentions(content).size();
  }
}
