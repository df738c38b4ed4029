/** WhatsApp pretended: the Cloud API's messages, as strict as the real one's. */
@NullMarked
package dev.caravan.sandbox.whatsapp;

import org.jspecify.annotations.NullMarked;
