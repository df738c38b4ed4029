package dev.caravan.platform.googlechat;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Written;
import dev.caravan.platform.Written.Place;
import dev.caravan.platform.text.Splitter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A content as Google Chat gets it: cut to parts, with the card under the last one.
 *
 * @param limit the most that the text of a part may take; in bytes
 * @param opening what notifies people, before the first text
 */
record ChatText(Written written, int limit, String opening) {

  /** Lays a content out; what its card and its mentions take is not there for the text. */
  static ChatText of(Content content) {
    CardPlan plan = CardPlan.of(content);
    String opening = ChatMentions.of(content.extras().mentions());
    int limit = GoogleChatPlatform.TEXT_LIMIT - plan.bytes() - ChatMarkup.bytes(opening);
    Written written =
        Written.of(
            content,
            new Splitter(limit, ChatMarkup::cost),
            plan.shown(),
            List.of(),
            attachment -> place(attachment, plan));
    return new ChatText(written, limit, opening);
  }

  private static Place place(Attachment attachment, CardPlan plan) {
    return plan.images().contains(attachment) ? Place.INLINE : Place.LINK;
  }

  /** The text of a part in Chat's markup. */
  String part(Delivery delivery) {
    String source = written.texts().get(delivery.part());
    String said =
        delivery.markdown()
            ? ChatDialect.of(source, limit)
            : ChatMarkup.inert(source + links(delivery));
    return delivery.part() == 0 ? opening + said : said;
  }

  /** The images whose card was refused, as lines of text, which take the room of the card. */
  private String links(Delivery delivery) {
    return delivery.asText() && written.isLastText(delivery.part())
        ? written.inline().stream()
            .map(image -> "\n" + Labels.cut(image.label(), CardPlan.NAME) + ": " + image.url())
            .collect(Collectors.joining())
        : "";
  }
}
