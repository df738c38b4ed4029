package dev.caravan.platform;

import java.util.Map;

/**
 * What is posted to a platform.
 *
 * @param url absolute; it may hold a secret, so it is shown to nobody
 * @param headers beside the content type
 * @param json the body, sent in UTF-8
 */
public record Call(String url, Map<String, String> headers, String json) {

  /** Neither the address nor the headers, for both hold secrets. */
  @Override
  public String toString() {
    return "a call with " + json.length() + " characters";
  }
}
