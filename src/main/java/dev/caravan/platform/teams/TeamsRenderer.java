package dev.caravan.platform.teams;

import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Written;
import dev.caravan.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one part of a message as an activity (Bot Framework activity schema). */
final class TeamsRenderer {
  /** What a notification shows of a card; its text is not read for it. */
  private static final int SUMMARY = 200;

  private TeamsRenderer() {}

  /**
   * A new activity.
   *
   * @param answered the activity that it answers to; empty for none
   */
  static String post(Delivery delivery, String conversation, String answered) {
    Map<String, Object> activity = message(conversation);
    if (!answered.isEmpty()) {
      activity.put("replyToId", answered);
    }
    say(delivery, activity);
    return Json.write(activity);
  }

  /** What an activity is to be from now on. */
  static String edit(Delivery delivery, TeamsAddress address) {
    Map<String, Object> activity = message(address.conversation());
    activity.put("id", address.activity());
    say(delivery, activity);
    return Json.write(activity);
  }

  private static Map<String, Object> message(String conversation) {
    Map<String, Object> activity = new LinkedHashMap<>();
    activity.put("type", "message");
    activity.put("conversation", Map.of("id", conversation));
    return activity;
  }

  private static void say(Delivery delivery, Map<String, Object> activity) {
    Content content = delivery.message().content();
    Written written = TeamsText.written(content);
    String source = written.texts().get(delivery.part());
    boolean markdown = content.format() == Format.MARKDOWN;
    List<TeamsMention> mentions = delivery.part() == 0 ? TeamsMention.of(content) : List.of();
    int room = TeamsMention.room(content);
    boolean card = !written.widgets().isEmpty() || !written.inline().isEmpty();
    if (card && written.isLastText(delivery.part())) {
      List<Map<String, Object>> runs =
          markdown
              ? TeamsRuns.of(source, TeamsPlatform.CARD_LIMIT - room)
              : TeamsRuns.plain(source);
      activity.put("summary", Labels.cut(source.strip(), SUMMARY));
      activity.put(
          "attachments", List.of(TeamsCard.of(delivery.message(), written, runs, mentions)));
    } else if (markdown || !mentions.isEmpty()) {
      String xml =
          markdown ? TeamsXml.of(source, TeamsPlatform.TEXT_LIMIT - room) : TeamsXml.lines(source);
      activity.put("textFormat", "xml");
      activity.put("text", TeamsMention.words(mentions) + xml);
    } else {
      activity.put("textFormat", "plain");
      activity.put("text", source);
    }
    if (activity.containsKey("text") && !mentions.isEmpty()) {
      activity.put("entities", TeamsMention.entities(mentions));
    }
  }
}
