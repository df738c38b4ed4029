package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.OfferedAction;
import java.util.List;
import java.util.Set;

/** What a request of Discord's says, or why it is refused. */
sealed interface DiscordContent {
  /** Discord's documentation, Create Message: in code points, of which JSON strings consist. */
  int LONGEST = 2000;

  /** Discord's documentation, Create Message. */
  int LONGEST_NONCE = 25;

  int SUPPRESS_EMBEDS = 1 << 2;
  int IS_COMPONENTS_V2 = 1 << 15;

  /** The fields of Edit Message (discord-api-spec, MessageEditRequestPartial). */
  Set<String> EDITED =
      Set.of(
          "content",
          "embeds",
          "flags",
          "allowed_mentions",
          "sticker_ids",
          "components",
          "attachments");

  /** The fields of Create Message (discord-api-spec, MessageCreateRequest). */
  Set<String> CREATED =
      Set.of(
          "content",
          "embeds",
          "flags",
          "allowed_mentions",
          "sticker_ids",
          "components",
          "attachments",
          "nonce",
          "enforce_nonce",
          "tts",
          "message_reference",
          "poll",
          "shared_client_theme");

  /** It can be shown; {@code text} as its readers see it. */
  record Fit(String text, Arrival.Beside beside) implements DiscordContent {}

  /** It cannot. */
  record Unfit(Judged refusal) implements DiscordContent {}

  static DiscordContent read(ObjectNode fields, Set<String> known, boolean strict) {
    DiscordFindings findings = new DiscordFindings(strict);
    findings.known(fields, known, "");
    findings.text(fields, "content", "", 0, LONGEST);
    nonce(fields.path("nonce"), findings);
    findings.truth(fields, "enforce_nonce", "");
    findings.truth(fields, "tts", "");
    flags(fields, findings);
    DiscordMentions.check(fields, findings);
    reference(fields.path("message_reference"), findings);
    List<OfferedAction> actions = DiscordComponents.read(fields, findings);
    List<String> images = DiscordEmbeds.read(fields, findings);
    if (!findings.none()) {
      return new Unfit(findings.refused());
    }
    // The real one trims a content, too.
    String content = fields.path("content").asText("").strip();
    boolean shown = !content.isEmpty() || !actions.isEmpty() || !fields.path("embeds").isEmpty();
    // An edit that leaves the content out leaves it as it was.
    if (!shown && (known.equals(CREATED) || fields.has("content"))) {
      return new Unfit(DiscordError.EMPTY_MESSAGE.refused());
    }
    boolean suppressed = (fields.path("flags").asInt() & SUPPRESS_EMBEDS) != 0;
    return new Fit(
        DiscordMarkdown.seen(content),
        new Arrival.Beside(
            actions, DiscordMentions.notified(content, fields), suppressed ? List.of() : images));
  }

  private static void nonce(JsonNode nonce, DiscordFindings findings) {
    boolean absent = nonce.isMissingNode() || nonce.isNull() || nonce.isIntegralNumber();
    if (!absent && (!nonce.isTextual() || nonce.textValue().length() > LONGEST_NONCE)) {
      findings.add("nonce", "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.");
    }
  }

  private static void flags(ObjectNode fields, DiscordFindings findings) {
    JsonNode flags = fields.path("flags");
    if (fields.hasNonNull("flags") && !flags.isIntegralNumber()) {
      findings.add("flags", "NUMBER_TYPE_COERCE", "The value is not int.");
    }
    if ((flags.asInt() & IS_COMPONENTS_V2) != 0 && !fields.path("content").asText("").isEmpty()) {
      findings.add(
          "content",
          "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
          "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
    }
  }

  private static void reference(JsonNode reference, DiscordFindings findings) {
    if (findings.object(reference, "message_reference")) {
      String path = "message_reference.";
      findings.known(
          reference,
          Set.of("message_id", "channel_id", "guild_id", "fail_if_not_exists", "type"),
          path);
      findings.truth(reference, "fail_if_not_exists", path);
      if (reference.hasNonNull("message_id")) {
        findings.snowflake(reference.path("message_id"), path + "message_id");
      } else {
        findings.required(path + "message_id");
      }
    }
  }
}
