package dev.caravan.platform.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.caravan.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * What Teams reads out of a request: its cards validated by Microsoft's own schema, its XML read by
 * the JDK's strict parser.
 */
final class TeamsOracle {
  private static final JsonSchema CARD = schema();

  private static final Set<String> TAGS =
      Set.of("root", "strong", "em", "strike", "a", "br", "code", "pre", "blockquote", "at");

  /** 80 KB in UTF-16, which Microsoft recommends not to exceed. */
  private static final int LARGEST = 80 * 1024 / 2;

  private TeamsOracle() {}

  private static JsonSchema schema() {
    String file = "/adaptive-cards/adaptive-card-1.5.0.json";
    try (InputStream in = TeamsOracle.class.getResourceAsStream(file)) {
      ObjectNode schema = (ObjectNode) Json.mapper().readTree(in);
      // Draft 6, which it follows, writes it $id.
      schema.remove("id");
      return JsonSchemaFactory.getInstance(VersionFlag.V6).getSchema(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String seen(JsonNode request) {
    assertThat(request.toString().length()).isLessThanOrEqualTo(LARGEST);
    assertThat(request.path("type").asText()).isEqualTo("message");
    if (request.has("attachments")) {
      return String.join("", card(request).findPath("inlines").findValuesAsText("text"));
    }
    String text = request.path("text").asText();
    return switch (request.path("textFormat").asText()) {
      case "plain" -> text;
      case "xml" -> read("<root>" + text + "</root>");
      default -> throw new AssertionError("No text format: " + request);
    };
  }

  /** The card, which alone is shown. */
  static JsonNode card(JsonNode request) {
    // With a text beside it Teams would make two messages of it.
    assertThat(request.has("text")).isFalse();
    assertThat(request.path("attachments")).hasSize(1);
    JsonNode attachment = request.path("attachments").path(0);
    assertThat(attachment.path("contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    ObjectNode card = attachment.path("content").deepCopy();
    // Teams' own, which the schema does not know.
    card.remove("msteams");
    assertThat(CARD.validate(card)).as(card.toString()).isEmpty();
    return card;
  }

  /** The tokens of buttons and entries; a select's button carries the select's own. */
  static List<String> payloads(JsonNode request) {
    List<String> tokens = new ArrayList<>();
    if (!request.has("attachments")) {
      return tokens;
    }
    List<String> inputs = new ArrayList<>();
    for (JsonNode element : card(request).path("body")) {
      if (element.has("choices")) {
        inputs.add(element.path("id").asText());
        element.path("choices").forEach(choice -> tokens.add(choice.path("value").asText()));
      }
      for (JsonNode action : element.path("actions")) {
        String token = action.path("data").path("token").asText();
        assertThat(element.path("actions").size()).isBetween(1, 6);
        if (!inputs.contains(token)) {
          tokens.add(token);
        }
      }
    }
    return tokens;
  }

  private static String read(String xml) {
    try {
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getDocumentElement();
      StringBuilder seen = new StringBuilder();
      tell(root, seen);
      return seen.toString().replace('\u00A0', ' ');
    } catch (Exception e) {
      throw new AssertionError("Teams could not read: " + xml, e);
    }
  }

  private static void tell(Node node, StringBuilder into) {
    if (node instanceof Element element) {
      assertThat(TAGS).contains(element.getTagName());
      into.append(element.getTagName().equals("br") ? "\n" : "");
    } else {
      into.append(node.getTextContent());
    }
    for (Node at = node.getFirstChild(); at != null; at = at.getNextSibling()) {
      tell(at, into);
    }
    boolean block = Set.of("pre", "blockquote").contains(node.getNodeName());
    into.append(block && node.getNextSibling() != null ? "\n" : "");
  }
}
