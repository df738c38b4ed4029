package dev.caravan.message;

import org.jspecify.annotations.Nullable;

/**
 * A file that a message shows, by its address; the hub never fetches it.
 *
 * @param url absolute, https or http
 * @param mimeType for example {@code image/png}; null where the caller does not know
 * @param altText what it shows, for those who cannot see it
 */
public record Attachment(
    String url, @Nullable String name, @Nullable String mimeType, @Nullable String altText) {

  /** Whether it is an image, by its type, else by the ending of its address. */
  public boolean image() {
    if (mimeType != null) {
      return mimeType.startsWith("image/");
    }
    return url.replaceAll("[?#].*", "")
        .toLowerCase(java.util.Locale.ROOT)
        .matches(".*\\.(png|jpe?g|gif|webp)");
  }

  /** What a link to it is called. */
  public String label() {
    return name != null ? name : altText != null ? altText : url;
  }
}
