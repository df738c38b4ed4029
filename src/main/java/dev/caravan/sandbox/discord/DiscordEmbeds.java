package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks a message's embeds; limits from Discord's documentation, embed limits. */
final class DiscordEmbeds {
  private static final int MOST = 10;

  /** Of all texts of all embeds together, in code points. */
  private static final int LONGEST = 6000;

  private static final Set<String> FIELDS =
      Set.of(
          "title",
          "type",
          "description",
          "url",
          "timestamp",
          "color",
          "footer",
          "image",
          "thumbnail",
          "video",
          "provider",
          "author",
          "fields");

  private DiscordEmbeds() {}

  /** The addresses of the images that they show; what is wrong with them is noted. */
  static List<String> read(JsonNode fields, DiscordFindings findings) {
    List<String> images = new ArrayList<>();
    if (!findings.list(fields, "embeds", "", 0, MOST)) {
      return images;
    }
    int at = 0;
    int length = 0;
    for (JsonNode embed : fields.path("embeds")) {
      String path = "embeds." + at++ + ".";
      findings.known(embed, FIELDS, path);
      findings.text(embed, "title", path, 0, 256);
      findings.text(embed, "description", path, 0, 4096);
      findings.address(embed, "url", path, 2048);
      length += embed.path("title").asText().length() + embed.path("description").asText().length();
      JsonNode image = embed.path("image");
      if (findings.object(image, path + "image")) {
        if (!image.hasNonNull("url")) {
          findings.required(path + "image.url");
        }
        findings.address(image, "url", path + "image.", 2048);
        findings.text(image, "description", path + "image.", 0, 4096);
        images.add(image.path("url").asText());
      } else if (!embed.hasNonNull("title") && !embed.hasNonNull("description")) {
        findings.required(path + "description");
      }
    }
    if (length > LONGEST) {
      findings.add(
          "embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of " + LONGEST);
    }
    return images;
  }
}
