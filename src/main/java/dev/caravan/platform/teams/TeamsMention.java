package dev.caravan.platform.teams;

import dev.caravan.message.Content;
import dev.caravan.message.Mention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody whom an activity notifies: words of its text and an entity that repeats them. Without
 * its entity no such text notifies anybody (learn.microsoft.com, channel and group chat
 * conversations, "Add mentions to your messages").
 *
 * <p>A person is named by their Teams id, their Entra object id or their user principal name, a
 * role by the id of a tag. Bots cannot mention a channel or a team ("Format cards in Teams").
 */
record TeamsMention(String words, Map<String, Object> entity) {
  /** In UTF-16 units: twenty of Teams' own ids, which have about a hundred; more is left out. */
  private static final int MOST_WORDS = 2_400;

  static List<TeamsMention> of(Content content) {
    List<TeamsMention> mentions = new ArrayList<>();
    int room = MOST_WORDS;
    for (Mention mention : content.extras().mentions().stream().distinct().toList()) {
      if (!mention.mass()) {
        TeamsMention one = of(mention);
        room -= one.words().length() + 1;
        if (room >= 0) {
          mentions.add(one);
        }
      }
    }
    return mentions;
  }

  private static TeamsMention of(Mention mention) {
    String words = "<at>" + TeamsXml.escaped(mention.id()) + "</at>";
    Map<String, Object> mentioned = new LinkedHashMap<>();
    mentioned.put("id", mention.id());
    mentioned.put("name", mention.id());
    if (mention.kind() == Mention.Kind.ROLE) {
      mentioned.put("type", "tag");
    }
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("type", "mention");
    entity.put("text", words);
    entity.put("mentioned", mentioned);
    return new TeamsMention(words, entity);
  }

  /** What stands before the first text: each mention and a space. */
  static String words(List<TeamsMention> mentions) {
    StringBuilder words = new StringBuilder();
    mentions.forEach(mention -> words.append(mention.words()).append(' '));
    return words.toString();
  }

  static List<Map<String, Object>> entities(List<TeamsMention> mentions) {
    return mentions.stream().map(TeamsMention::entity).toList();
  }

  /** The UTF-16 units that the mentions of this content take of a part. */
  static int room(Content content) {
    return words(of(content)).length();
  }
}
