"""Victim awareness services and others like them: listed, chosen with their cautions, never restorative justice."""
