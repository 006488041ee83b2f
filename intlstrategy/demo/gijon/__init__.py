"""The demonstration city of Gijón / Xixón. Published facts name their source; everything else is illustrative."""
