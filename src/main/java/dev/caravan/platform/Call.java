package dev.caravan.platform;

import java.util.Map;

/**
 * What is asked of a platform.
 *
 * @param url absolute; it may hold a secret, so it is shown to nobody
 * @param headers beside the content type
 * @param json the body, sent in UTF-8; empty where the method has none
 */
public record Call(String method, String url, Map<String, String> headers, String json) {

  /** What is posted. */
  public static Call post(String url, Map<String, String> headers, String json) {
    return new Call("POST", url, headers, json);
  }

  /** Neither the address nor the headers, for both hold secrets. */
  @Override
  public String toString() {
    return "a call with " + json.length() + " characters";
  }
}
