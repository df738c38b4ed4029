package dev.caravan.web;

import dev.caravan.message.Form;
import dev.caravan.message.Format;
import dev.caravan.message.Texts;
import dev.caravan.template.Compilation;
import dev.caravan.template.DraftForm;
import dev.caravan.template.NamedTemplate;
import dev.caravan.template.Templates;
import java.util.Map;

/** Reads a named template. */
final class TemplateForm {
  private static final int LONGEST_DESCRIPTION = 2_000;

  private final Templates templates;

  TemplateForm(Templates templates) {
    this.templates = templates;
  }

  /** What the template of this name is to be; throws with every fault. */
  NamedTemplate.Body read(String name, Map<?, ?> written) {
    Form form = new Form(written);
    if (name.length() > DraftForm.LONGEST_NAME || !name.matches("[A-Za-z0-9][A-Za-z0-9_.:-]*")) {
      form.fault(
          "name",
          "form",
          "The path's name is '%s'; write at most %d letters, digits, and . _ : - after the first, for example order-update."
              .formatted(Texts.shown(name), DraftForm.LONGEST_NAME));
    }
    String said = form.text("name", DraftForm.LONGEST_NAME);
    if (said != null && !said.equals(name)) {
      form.fault(
          "name",
          "contradiction",
          "'name' is '%s', but the path says '%s'; leave it out.".formatted(said, name));
    }
    String text = form.need("template", DraftForm.LONGEST_TEMPLATE, "Hello {{name}}!");
    if (templates.compile(text) instanceof Compilation.Faulty faulty) {
      form.fault("template", "template_faulty", faulty.message());
    }
    NamedTemplate.Body body =
        new NamedTemplate.Body(
            text,
            form.word("format", Format.class, Format.PLAIN),
            form.text("description", LONGEST_DESCRIPTION),
            DraftForm.variables(form, "defaults"));
    form.done();
    return body;
  }
}
