package dev.caravan.platform.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What Telegram reads out of a request, its HTML read by the JDK's strict XML parser. */
final class TelegramOracle {
  private static final Set<String> TAGS =
      Set.of("root", "b", "i", "s", "a", "code", "pre", "blockquote");

  private TelegramOracle() {}

  static String seen(JsonNode request) {
    assertThat(request.path("chat_id").isIntegralNumber()).isTrue();
    assertThat(request.path("link_preview_options").path("is_disabled").asBoolean()).isTrue();
    String text = request.path("text").asText();
    if (!request.has("parse_mode")) {
      return text;
    }
    assertThat(request.path("parse_mode").asText()).isEqualTo("HTML");
    return read("<root>" + text + "</root>");
  }

  private static String read(String html) {
    try {
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(html)))
              .getDocumentElement();
      known(root);
      return root.getTextContent();
    } catch (Exception e) {
      throw new AssertionError("Telegram could not read: " + html, e);
    }
  }

  private static void known(Node node) {
    if (node instanceof Element element) {
      assertThat(TAGS).contains(element.getTagName());
    }
    for (Node at = node.getFirstChild(); at != null; at = at.getNextSibling()) {
      known(at);
    }
  }
}
