"""Texts that are registered with WhatsApp, what stands around them, and its rules for both."""
