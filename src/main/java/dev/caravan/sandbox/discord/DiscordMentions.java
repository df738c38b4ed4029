package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a content notifies: those whom it names and whom {@code allowed_mentions} allows, which is
 * everybody where it is left out (Discord's documentation, allowed mentions object).
 *
 * <p>Whatever reads like a name counts, escaped or not: better one too many found than none.
 */
final class DiscordMentions {
  private static final Pattern NAMED =
      Pattern.compile("<@!?(?<user>\\d+)>|<@&(?<role>\\d+)>|@(?<crowd>everyone|here)");

  private static final Set<String> KINDS = Set.of("users", "roles", "everyone");
  private static final int MOST = 100;

  private DiscordMentions() {}

  /** Ids of users, ids of roles behind an ampersand, {@code everyone} and {@code here}. */
  static List<String> notified(String content, JsonNode fields) {
    JsonNode allowed = fields.path("allowed_mentions");
    Set<String> notified = new LinkedHashSet<>();
    Matcher named = NAMED.matcher(content);
    while (named.find()) {
      if (named.group("user") != null && allows(allowed, "users", named.group("user"))) {
        notified.add(named.group("user"));
      } else if (named.group("role") != null && allows(allowed, "roles", named.group("role"))) {
        notified.add("&" + named.group("role"));
      } else if (named.group("crowd") != null && allows(allowed, "everyone", "")) {
        notified.add(named.group("crowd"));
      }
    }
    return List.copyOf(notified);
  }

  private static boolean allows(JsonNode allowed, String kind, String id) {
    return !allowed.isObject() || has(allowed.path("parse"), kind) || has(allowed.path(kind), id);
  }

  private static boolean has(JsonNode list, String text) {
    for (JsonNode entry : list) {
      if (entry.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  /** Notes what is wrong with {@code allowed_mentions}. */
  static void check(JsonNode fields, DiscordFindings findings) {
    JsonNode allowed = fields.path("allowed_mentions");
    String path = "allowed_mentions.";
    if (!findings.object(allowed, "allowed_mentions")) {
      return;
    }
    findings.known(allowed, Set.of("parse", "users", "roles", "replied_user"), path);
    findings.truth(allowed, "replied_user", path);
    if (findings.list(allowed, "parse", path, 0, KINDS.size())) {
      for (JsonNode kind : allowed.path("parse")) {
        if (!KINDS.contains(kind.asText())) {
          String one = "Value must be one of ('users', 'roles', 'everyone').";
          findings.add(path + "parse", "BASE_TYPE_CHOICES", one);
        }
      }
    }
    for (String kind : List.of("users", "roles")) {
      ids(allowed, kind, findings);
      if (has(allowed.path("parse"), kind) && !allowed.path(kind).isEmpty()) {
        findings.add(
            "allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            "parse:[\"%s\"] and %s: [ids...] are mutually exclusive.".formatted(kind, kind));
      }
    }
  }

  private static void ids(JsonNode allowed, String kind, DiscordFindings findings) {
    if (!findings.list(allowed, kind, "allowed_mentions.", 0, MOST)) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (JsonNode id : allowed.path(kind)) {
      String path = "allowed_mentions." + kind;
      if (findings.snowflake(id, path) && !seen.add(id.asText())) {
        findings.add(
            path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");
      }
    }
  }
}
