package dev.caravan.sandbox;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;

/** Calls of the pretended WhatsApp and Messenger, over real HTTP. */
final class GraphPosts {
  static final String WHATSAPP = "/sandbox/whatsapp/v23.0/" + Tokens.WHATSAPP_NUMBER + "/messages";
  static final String MESSENGER = "/sandbox/messenger/v25.0/" + Tokens.MESSENGER_PAGE + "/messages";

  private GraphPosts() {}

  /** Posts to WhatsApp, with the envelope around what {@code rest} says of the message. */
  static Outside.Reply whatsapp(Outside outside, String to, String rest)
      throws IOException, InterruptedException {
    return post(
        outside,
        WHATSAPP,
        Tokens.WHATSAPP,
        "{'messaging_product':'whatsapp','to':'" + to + "'," + rest + "}");
  }

  /** Posts to Messenger, with the envelope around what {@code rest} says of the message. */
  static Outside.Reply messenger(Outside outside, String to, String rest)
      throws IOException, InterruptedException {
    return post(
        outside, MESSENGER, Tokens.MESSENGER, "{'recipient':{'id':'" + to + "'}," + rest + "}");
  }

  /**
   * Posts this body.
   *
   * @param json with apostrophes for quotation marks
   */
  static Outside.Reply post(Outside outside, String path, String token, String json)
      throws IOException, InterruptedException {
    return outside.send(
        outside
            .to(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
  }
}
