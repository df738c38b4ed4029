package dev.caravan.platform.signal;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The preview of a link, which on Signal its sender makes; the hub fetches no page for it. */
final class SignalPreview {
  /** Signal previews https alone; what usually ends a sentence ends an address. */
  private static final Pattern LINK = Pattern.compile("https://[^\\s<>()\\[\\]\"'`]+");

  private SignalPreview() {}

  /** Of the first link that the text shows, which has to stand in it. */
  static Optional<Map<String, Object>> of(String seen) {
    Matcher link = LINK.matcher(seen);
    if (!link.find()) {
      return Optional.empty();
    }
    String url = link.group().replaceAll("[.,;:!?]+$", "");
    return host(url).map(title -> preview(url, title));
  }

  private static Map<String, Object> preview(String url, String title) {
    Map<String, Object> preview = new LinkedHashMap<>();
    preview.put("url", url);
    preview.put("title", title);
    preview.put("description", "");
    preview.put("base64_thumbnail", "");
    return preview;
  }

  private static Optional<String> host(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
