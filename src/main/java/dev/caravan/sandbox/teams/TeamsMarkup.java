package dev.caravan.sandbox.teams;

import java.io.StringReader;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A text in Teams' simple XML, as a reader sees it. */
sealed interface TeamsMarkup {
  Set<String> BLOCKS = Set.of("pre", "blockquote", "p", "div", "h1", "h2", "h3", "ul", "ol", "li");

  Set<String> OTHERS =
      Set.of("text", "strong", "b", "em", "i", "strike", "s", "u", "a", "br", "code", "span", "at");

  /** It can be read. */
  record Seen(String text) implements TeamsMarkup {}

  /** It cannot. */
  record Malformed(String why) implements TeamsMarkup {}

  static TeamsMarkup read(String xml, boolean strict) {
    StringBuilder seen = new StringBuilder();
    boolean blockEnded = false;
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(root(xml));
      while (reader.hasNext()) {
        int event = reader.next();
        boolean shows = event == XMLStreamConstants.CHARACTERS || starts(event);
        if (shows && blockEnded) {
          seen.append('\n');
          blockEnded = false;
        }
        if (event == XMLStreamConstants.CHARACTERS) {
          seen.append(reader.getText().replace('\u00A0', ' '));
        } else if (starts(event)) {
          String tag = reader.getLocalName();
          if (strict && !BLOCKS.contains(tag) && !OTHERS.contains(tag)) {
            return new Malformed("Unknown tag " + tag + " in the text.");
          }
          boolean within = seen.length() > 0 && seen.charAt(seen.length() - 1) != '\n';
          seen.append(tag.equals("br") || (BLOCKS.contains(tag) && within) ? "\n" : "");
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          blockEnded |= BLOCKS.contains(reader.getLocalName());
        }
      }
      return new Seen(seen.toString());
    } catch (XMLStreamException e) {
      return new Malformed("The text is not well-formed XML.");
    }
  }

  private static boolean starts(int event) {
    return event == XMLStreamConstants.START_ELEMENT;
  }

  private static StringReader root(String xml) {
    return new StringReader("<text>" + xml + "</text>");
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
